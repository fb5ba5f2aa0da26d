"""People and their posts: what can be asked of them, and what is selected."""

from __future__ import annotations

from datetime import datetime

import django_filters
from django.forms import Form
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from timeline.models import Person, Post
from timeline.queries.filter_kinds import YearsFilter
from timeline.queries.pagination import query_string
from timeline.queries.parameters import ParameterForm, form_problems


class PeopleFilters(django_filters.FilterSet):
    """What can be asked of the posts. Which of them a year selects, each post says itself."""

    year = YearsFilter(
        label=_("Year"), help_text=_("a year in which a post is known to have been held")
    )

    class Meta:
        model = Post
        fields: list[str] = []
        form = ParameterForm


class PeopleQuery:
    """What a request asks of the people, valid or not."""

    def __init__(self, data: QueryDict, at: datetime) -> None:
        self.at = at
        self.form: Form = PeopleFilters(data, queryset=Post.objects.none()).form

    @property
    def forms(self) -> tuple[Form, ...]:
        return (self.form,)

    def is_valid(self) -> bool:
        return self.form.is_valid()

    @property
    def problems(self) -> list[tuple[str, str]]:
        """(label, message) of each thing that was wrong."""
        return form_problems(self.form)

    @property
    def years(self) -> list[int]:
        return list(self.form.cleaned_data["year"])

    @cached_property
    def posts(self) -> list[Post]:
        """Every public post, of all years, with its names and source. 1 query."""
        return list(Post.objects.public(self.at).with_names().order_by("id"))

    @cached_property
    def selected_posts(self) -> list[Post]:
        """The posts of the years asked for; without any, all of them."""
        if not self.years:
            return self.posts
        return [post for post in self.posts if any(map(post.was_held_in, self.years))]

    @cached_property
    def people(self) -> list[Person]:
        """Those who held a post in these years, by name; without any, all of them. 1 query."""
        people = list(Person.objects.published(self.at).order_by("name", "id"))
        if not self.years:
            return people
        holders = {post.person_id for post in self.selected_posts}
        return [person for person in people if person.pk in holders]

    @property
    def active_filters(self) -> list[tuple[str, list[int]]]:
        return [("year", self.years)] if self.years else []

    @property
    def canonical(self) -> str:
        """The query string of this very page."""
        return query_string(self.active_filters)
