"""People, and the posts that source documents state they held."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.dates.partial import first_day, last_day
from timeline.i18n.bilingual import Bilingual
from timeline.models.base import Publishing, depends_on
from timeline.models.cited_statement import CitedStatementQuerySet, DatedStatement
from timeline.models.partner import Partner, named_or_null, slug_or_nothing
from timeline.models.querysets import PublishingQuerySet
from timeline.models.translation_status import TranslatedModel
from timeline.models.visibility import public_condition


class Person(Publishing):
    """Somebody whose posts source documents state."""

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("Last part of its web address.")
    )
    name = models.CharField(_("name"), max_length=120)
    search_text = models.TextField(editable=False, default="")

    objects = PublishingQuerySet["Person"].as_manager()
    history = HistoricalRecords(
        excluded_fields=["public_from", "updated_at", "behind", "search_text"]
    )

    class Meta(Publishing.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Office(models.TextChoices):
    """What sort of post it is: posts of one sort follow each other on the page of posts."""

    CHIEF_EXECUTIVE = "chief_executive", _("Chief executive")
    CHAIR = "chair", _("Chair of the board")
    FINANCE = "finance", _("Finance")
    OPERATIONS = "operations", _("Operations")
    EXPLORATION = "exploration", _("Exploration")
    COMMUNICATIONS = "communications", _("Communications")
    DIRECTOR = "director", _("Director")
    ADVISER = "adviser", _("Adviser")
    OTHER = "other", _("Other")


# Sorts of posts that several people may hold at once: of these nobody asks who held "it".
HELD_BY_SEVERAL = (Office.DIRECTOR, Office.ADVISER, Office.OTHER)


class PostQuerySet(CitedStatementQuerySet["Post"]):
    def get_by_natural_key(
        self, person: str, organisation: str, title_en: str, release: str, number: int
    ) -> Post:
        return self.get(
            **named_or_null("organisation", organisation),
            person__slug=person,
            title_en=title_en,
            paragraph__release__slug=release,
            paragraph__number=number,
        )

    def public(self, at: datetime) -> Self:
        """Whose release, person and organization are public at that moment. No query."""
        elsewhere = public_condition(at, "partner", "organisation__")
        return self.stated_publicly(at).filter(
            Q(organisation__isnull=True) | elsewhere, public_condition(at, "person", "person__")
        )

    def with_names(self) -> Self:
        """With person, organization, paragraph and release. No further query."""
        return self.select_related("person", "organisation", "paragraph__release")


class Post(TranslatedModel, DatedStatement):
    """A post that a paragraph states somebody held, holds or is to hold.

    Without ``organisation`` it is one in the company itself.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="posts", verbose_name=_("person")
    )
    organisation = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("organization"),
        help_text=_("Left empty for the company itself."),
    )
    office = models.CharField(_("sort of post"), max_length=15, choices=Office)
    title_en = models.CharField(_("title (English)"), max_length=120)
    title_fr = models.CharField(_("title (French)"), max_length=120, blank=True)

    objects = PostQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["behind"])
    title = Bilingual()

    class Meta(DatedStatement.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["id"]
        constraints = [
            *DatedStatement.Meta.constraints,
            models.UniqueConstraint(
                "person",
                Coalesce("organisation", 0, output_field=models.BigIntegerField()),
                "title_en",
                "paragraph",
                name="post_is_unique",
                violation_error_message=_("This paragraph is on file for this post already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}"

    @property
    def known_from(self) -> str:
        """The first day, month or year in which it is known to have been held."""
        begun, over = str(self.holds_from), str(self.holds_until)
        if begun:
            return begun
        over_by_then = over and last_day(over) < self.stated_on
        return over if over_by_then else self.stated_on.isoformat()

    @property
    def known_until(self) -> str:
        """The last day, month or year in which it is known to have been held."""
        begun, over = str(self.holds_from), str(self.holds_until)
        if over:
            return over
        begins_later = first_day(begun) > self.stated_on
        return begun if begins_later else self.stated_on.isoformat()

    def was_held_in(self, year: int) -> bool:
        """Whether it is known to have been held on some day of a year.

        What a document says to be so, without from or until, is known of its own day.
        """
        return int(self.known_from[:4]) <= year <= int(self.known_until[:4])

    @depends_on("timeline.person", "timeline.partner", "timeline.paragraph")
    def natural_key(self) -> tuple[str, str, str, str, int]:
        return (
            self.person.slug,
            slug_or_nothing(self.organisation),
            self.title_en,
            *self.paragraph.natural_key(),
        )
