"""Open plans on file of which a statement of a draft may say what became.

A plan is proposed where the statement is about the same project or organization and the same kind
of work, and has much of what the plan's title says. What is missed a person still finds; a wrong
proposal would cost the trust in all of them, so little is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from timeline.dates.stated import StatedDate
from timeline.importing.drafting import Draft
from timeline.importing.known_names import FiledUnder
from timeline.importing.name_finder import NameFinder, rows_named, without_names
from timeline.importing.open_plans import only_open, open_plans
from timeline.importing.plan_matching import ComparedPlans, Match, Statement
from timeline.importing.sections import Kind
from timeline.importing.spans import Place
from timeline.importing.title_words import Subject
from timeline.models import Milestone, Project
from timeline.models.outlooks import PLANS

MOST_PROPOSED = 3
OWN_KINDS = (Kind.BODY, Kind.HEADING)
HAPPENED, UNDER_WAY = "happened", "under_way"
STANDINGS = (*PLANS, HAPPENED, UNDER_WAY)


@dataclass(frozen=True)
class ProposedOutcome:
    """An open plan, and in words why the statement may settle, revise or repeat it."""

    plan: Milestone
    why: str


Outcomes = Mapping[int, tuple[ProposedOutcome, ...]]


def outcomes_of(
    draft: Draft, finder: NameFinder[FiledUnder], at: datetime
) -> tuple[Outcomes, Outcomes]:
    """By index, what each dated and each undated statement of the draft may settle.

    Of a document without a day nothing is proposed: what was planned before it is not known. At
    most 12 queries.
    """
    if draft.published is None:
        return {}, {}
    dated, undated = _statements(draft, finder)
    every = [*dated.values(), *undated.values()]
    named = {row for statement in every for row in statement.about}
    plans = ComparedPlans(open_plans(draft.published, named), finder)
    dated_matches = {index: plans.matches(one) for index, one in dated.items()}
    undated_matches = {index: plans.matches(one) for index, one in undated.items()}
    matched = _plans([*dated_matches.values(), *undated_matches.values()])
    still_open = set(only_open(matched.values(), draft.published, at))
    return _outcomes(dated_matches, still_open), _outcomes(undated_matches, still_open)


def _plans(matches: Iterable[Sequence[Match]]) -> dict[int, Milestone]:
    plans: dict[int, Milestone] = {}
    for found in matches:
        for match in found:
            plans[match.plan.milestone.pk] = match.plan.milestone
    return plans


def _outcomes(matches: Mapping[int, Sequence[Match]], still_open: Collection[int]) -> Outcomes:
    """The likeliest of the plans that are still open, for each statement that has any."""
    outcomes = {}
    for index, found in matches.items():
        of_open = [match for match in found if match.plan.milestone.pk in still_open]
        if best := of_open[:MOST_PROPOSED]:
            outcomes[index] = tuple(ProposedOutcome(m.plan.milestone, _why(m)) for m in best)
    return outcomes


def _statements(
    draft: Draft, finder: NameFinder[FiledUnder]
) -> tuple[dict[int, Statement], dict[int, Statement]]:
    """The draft's dated and undated statements of its own milestones, by index."""
    reader = StatementReader(draft, finder)
    dated = {}
    for index, statement in enumerate(draft.statements):
        if statement.milestone and statement.standing in STANDINGS:
            dated[index] = reader.read(statement.sentence, statement.standing, statement.stated)
    undated = {}
    for index, one in enumerate(draft.undated):
        undated[index] = reader.read(one.sentence, HAPPENED, one.stated)
    return dated, undated


class StatementReader:
    """Reads what sentences of a draft are about: their words, and the rows that they concern."""

    def __init__(self, draft: Draft, finder: NameFinder[FiledUnder]) -> None:
        self._draft = draft
        self._finder = finder
        self._of_paragraph: dict[int, list[FiledUnder]] = {}
        names = [name for one in draft.organisations for name in (one.name, *one.aliases)]
        self._organizations = re.compile("|".join(map(re.escape, sorted(names, key=len)[::-1])))
        self._only_project = self._project_of_all()

    def read(self, sentence: Place, standing: str, stated: StatedDate | None) -> Statement:
        here = rows_named(self._finder, [sentence.words])
        projects = _projects(here) or _projects(self._named_in_paragraph(sentence.paragraph))
        partners = [row for row in here if not isinstance(row, Project)]
        about: list[FiledUnder] = [*(projects or self._only_project), *partners]
        text = without_names(self._finder, sentence.words)
        subject = Subject(self._organizations.sub(" , ", text))
        return Statement(subject, about, bool(projects), standing, stated)

    def _named_in_paragraph(self, number: int) -> list[FiledUnder]:
        if number not in self._of_paragraph:
            text = self._draft.document.paragraph(number).text
            self._of_paragraph[number] = rows_named(self._finder, [text])
        return self._of_paragraph[number]

    def _project_of_all(self) -> list[Project]:
        """The project that the whole text names, if it is one only."""
        texts = []
        for paragraph, kind in zip(self._draft.document.paragraphs, self._draft.kinds, strict=True):
            if kind in OWN_KINDS:
                texts.append(paragraph.text)
        named = rows_named(self._finder, texts)
        projects = _projects(named)
        return projects if len(projects) == 1 else []


def _projects(rows: Sequence[FiledUnder]) -> list[Project]:
    return [row for row in rows if isinstance(row, Project)]


def _why(match: Match) -> str:
    """ "It may say what came of this plan: announced on May 4, 2021; same project: Gull; …" """
    projects = [row.name for row in match.shared if isinstance(row, Project)]
    partners = [row.name for row in match.shared if not isinstance(row, Project)]
    words = match.title.printed(match.kinds, match.words)
    reasons = [_("announced on %(day)s") % {"day": date_format(match.plan.announced_on)}]
    if projects:
        reasons.append(_("same project: %(names)s") % {"names": ", ".join(projects)})
    if partners:
        reasons.append(_("same organization: %(names)s") % {"names": ", ".join(partners)})
    reasons.append(_("both speak of: %(words)s") % {"words": ", ".join(words)})
    if match.is_later_plan:
        sentence = _("It may repeat or revise this plan: %(reasons)s.")
    else:
        sentence = _("It may say what came of this plan: %(reasons)s.")
    return sentence % {"reasons": "; ".join(reasons)}
