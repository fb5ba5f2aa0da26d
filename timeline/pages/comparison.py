"""Two releases side by side: what each alone says, and what both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from timeline.i18n.bilingual import explained, percentage, text_language
from timeline.models import (
    Citation,
    Contact,
    Figure,
    Milestone,
    Paragraph,
    PlanSettlement,
    Post,
    ProjectName,
    Release,
    Stake,
)
from timeline.models.partner import public_stakes
from timeline.models.visibility import public_condition
from timeline.pages.documents import printed_listings

Key = tuple[object, ...]


@dataclass(frozen=True)
class Told:
    """What a release says of a subject.

    ``key`` is the subject's, the same in every release. ``text`` is what may differ, "" where only
    the subject counts. ``address`` is that of the subject's page, "" for none.
    """

    key: Key
    subject: str
    text: str = ""
    paragraph: Paragraph | None = None
    address: str = ""
    language: str = ""
    """Of the text."""
    milestone: Milestone | None = None
    """The subject, where it is one."""


@dataclass(frozen=True)
class Pair:
    """What two releases say of one subject, otherwise in each."""

    earlier: Sequence[Told]
    later: Sequence[Told]

    @property
    def subject(self) -> str:
        return self.later[0].subject


@dataclass(frozen=True)
class Difference:
    """Of one kind of subject. A subject stands in exactly one of the four lists."""

    title: str
    anew: list[Told]
    otherwise: list[Pair]
    no_longer: list[Told]
    again: list[Told]

    @property
    def is_empty(self) -> bool:
        return not (self.anew or self.otherwise or self.no_longer or self.again)


def difference(title: str, earlier: Iterable[Told], later: Iterable[Told]) -> Difference:
    """Sort what two releases say by its subject. Each list keeps the order of its release."""
    before, after = _by_subject(earlier), _by_subject(later)
    found = Difference(title, [], [], [], [])
    for key, told in after.items():
        if key not in before:
            found.anew.extend(told)
        elif {each.text for each in before[key]} == {each.text for each in told}:
            found.again.extend(told)
        else:
            found.otherwise.append(Pair(before[key], told))
    for key, told in before.items():
        if key not in after:
            found.no_longer.extend(told)
    return found


def _by_subject(told: Iterable[Told]) -> dict[Key, list[Told]]:
    """What is said in the same words twice counts once."""
    found: dict[Key, list[Told]] = defaultdict(list)
    for each in told:
        if each.text not in {other.text for other in found[each.key]}:
            found[each.key].append(each)
    return found


@dataclass(frozen=True)
class Comparison:
    """``settled`` are the words of the later release on plans of the earlier one."""

    earlier: Release
    later: Release
    milestones: Difference
    settled: list[PlanSettlement]
    facts: list[Difference]


def comparison(earlier: Release, later: Release, on: date, at: datetime) -> Comparison:
    """Compare what two public releases say. 20 queries at most, whatever they say."""
    cited = {release.pk: _citations(release, at) for release in (earlier, later)}
    milestones = _milestones([*cited[earlier.pk], *cited[later.pk]], on, at)
    settled = PlanSettlement.objects.filter(
        plan__in=[citation.milestone_id for citation in cited[earlier.pk]],
        milestone__in=[citation.milestone_id for citation in cited[later.pk]],
    )
    kinds = (
        (gettext("Figures"), _figures),
        (gettext("People"), _posts),
        (gettext("Stakes"), _stakes),
        (gettext("Names of projects"), _project_names),
        (gettext("Listings"), _listings),
        (gettext("Contacts"), _contacts),
    )
    facts = []
    for title, told_by in kinds:
        found = difference(title, told_by(earlier, at), told_by(later, at))
        if not found.is_empty:
            facts.append(found)
    return Comparison(
        earlier,
        later,
        difference(
            gettext("Milestones"),
            _told_milestones(cited[earlier.pk], milestones),
            _told_milestones(cited[later.pk], milestones),
        ),
        _with_milestones(settled, milestones),
        facts,
    )


def _citations(release: Release, at: datetime) -> list[Citation]:
    """Of public milestones, in the release's order. 1 query."""
    rows = Citation.objects.filter(
        public_condition(at, "milestone", "milestone__"), paragraph__release=release
    )
    return list(rows.select_related("paragraph").order_by("paragraph__number", "id"))


def _milestones(citations: Iterable[Citation], on: date, at: datetime) -> dict[int, Milestone]:
    wanted = {citation.milestone_id for citation in citations}
    return Milestone.objects.published(at).with_outlook(on, at).in_bulk(wanted)


def _told_milestones(
    citations: Iterable[Citation], milestones: dict[int, Milestone]
) -> Iterator[Told]:
    for citation in citations:
        milestone = milestones[citation.milestone_id]
        yield Told(
            ("milestone", milestone.pk),
            milestone.title,
            citation.states,
            citation.paragraph,
            milestone.get_absolute_url(),
            text_language(citation, "states"),
            milestone,
        )


def _with_milestones(
    settled: Iterable[PlanSettlement], milestones: dict[int, Milestone]
) -> list[PlanSettlement]:
    """The words on plans with both milestones at hand. 1 query, that of ``settled``."""
    rows = list(settled)
    for word in rows:
        word.plan, word.milestone = milestones[word.plan_id], milestones[word.milestone_id]
    return rows


# What a release says of each kind of subject; 1 or 2 queries each.


def _figures(release: Release, at: datetime) -> Iterator[Told]:
    rows = Figure.objects.filter(
        public_condition(at, "milestone", "milestone__"), paragraph__release=release
    )
    for figure in rows.select_related("milestone", "paragraph"):
        yield Told(
            ("figure", figure.milestone_id, figure.what_en),
            explained(figure.milestone.title, figure.what),
            figure.as_printed,
            figure.paragraph,
            figure.milestone.get_absolute_url(),
        )


def _posts(release: Release, at: datetime) -> Iterator[Told]:
    rows = Post.objects.public(at).filter(paragraph__release=release)
    for post in rows.with_names():
        title = post.title
        if post.organisation:
            title = f"{title}, {post.organisation.name}"
        yield Told(
            ("person", post.person_id),
            post.person.name,
            title,
            post.paragraph,
            post.person.get_absolute_url(),
            text_language(post, "title"),
        )


def _stakes(release: Release, at: datetime) -> Iterator[Told]:
    for stake in public_stakes(at).filter(paragraph__release=release):
        yield Told(
            ("stake", stake.owner_id, stake.owned_id, stake.owned_project_id),
            _stake_in_words(stake),
            percentage(stake.percent),
            stake.paragraph,
        )


def _stake_in_words(stake: Stake) -> str:
    company = gettext("the company")
    owned = stake.owned or stake.owned_project
    names = {"owner": company, "owned": company}
    if stake.owner:
        names["owner"] = stake.owner.name
    if owned:
        names["owned"] = owned.name
    return gettext("%(owner)s in %(owned)s") % names


def _project_names(release: Release, at: datetime) -> Iterator[Told]:
    rows = ProjectName.objects.filter(public_condition(at, "project", "project__"), release=release)
    for name in rows.select_related("project"):
        project = name.project
        yield Told(
            ("project", project.pk),
            project.name,
            name.name,
            None,
            project.get_absolute_url(),
            text_language(name, "name"),
        )


def _listings(release: Release, at: datetime) -> Iterator[Told]:
    for listing in printed_listings(release, at):
        yield Told(("listing", listing.pk), str(listing))


def _contacts(release: Release, at: datetime) -> Iterator[Told]:
    for contact in Contact.objects.filter(release=release):
        phone = contact.phone
        if contact.extension:
            phone += " " + gettext("ext. %(extension)s") % {"extension": contact.extension}
        printed = (contact.role, contact.organisation, phone, contact.email)
        yield Told(("contact", contact.name), contact.name, ", ".join(filter(None, printed)))
