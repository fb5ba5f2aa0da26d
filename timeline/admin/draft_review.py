"""A draft as it is reviewed: the document beside the forms of what it proposes.

The document comes back with each form that is sent, and is drafted again: nothing is kept between
two pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from timeline.admin.draft_figures import (
    ProposedFigure,
    figures_within,
    first_values,
)
from timeline.admin.draft_forms import (
    ContactDrafts,
    DraftReleaseDay,
    MilestoneDraftForm,
    MilestoneDrafts,
    OrganizationDrafts,
    ParagraphDrafts,
    PostDrafts,
    ReleaseDraftForm,
)
from timeline.admin.marked_text import Mark, marked, marks_of, pieces_of
from timeline.importing import proposed_values as proposed
from timeline.importing.accepted import FilingProblem
from timeline.importing.drafting import UndatedStatement
from timeline.importing.drafting import draft as drafted
from timeline.importing.filing import RELEASE
from timeline.importing.kept_document import KeptDocument
from timeline.importing.on_file import OnFile, ProposedOutcome, compare
from timeline.importing.reasons import REASONS, WARNINGS
from timeline.importing.statements import DatedStatement
from timeline.models import Partner, Project
from timeline.models.company import fiscal_calendar_on_file

MOST_PARAGRAPHS = 300  # that are edited on one page, as on the page of a release
MOST_PROPOSED = 60  # of each other kind: all fields of the page are sent with one form
MOST_SUGGESTIONS = 500
FORMSETS = {
    "paragraphs": ParagraphDrafts,
    "contacts": ContactDrafts,
    "organizations": OrganizationDrafts,
    "posts": PostDrafts,
    "milestones": MilestoneDrafts,
}
PROPOSED = {
    "paragraphs": proposed.of_paragraphs,
    "contacts": proposed.of_contacts,
    "organizations": proposed.of_organizations,
    "posts": proposed.of_posts,
}
COLUMNS_OF_DATE = (
    "date_words",
    "precision",
    "earliest",
    "latest",
    "basis_en",
    "basis_fr",
    "start_time",
    "time_zone",
)


@dataclass(frozen=True)
class LeftOut:
    """A date that is not proposed as a milestone, why, and the name of the button that does."""

    words: str
    why: str
    source: str


@dataclass(frozen=True)
class ReviewError:
    """Why something is refused, and the field that it stands beside: its label and its id."""

    label: str
    target: str
    sentence: str


@dataclass
class Block:
    """One paragraph on the page, with all that is asked of it."""

    number: int
    printed: SafeString
    form: Any
    known_from: str = ""
    milestones: list[Any] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


class DraftReview:
    """``data`` is what was posted; None where the document was only just read.

    ``checked``: whether what was posted is to be filed, and so looked through.
    """

    def __init__(
        self, kept: KeptDocument, data: QueryDict | None = None, *, checked: bool = False
    ) -> None:
        self.kept = kept
        self.draft = drafted(kept.document, fiscal_calendar_on_file())
        self.on_file: OnFile = compare(self.draft)
        self.data = data
        self.checked = checked
        self.release_form = self._release_form()
        self.day = DraftReleaseDay(self.release_form)
        self.formsets = {name: self._formset(name) for name in FORMSETS}
        for form in self.formsets["milestones"]:
            self._prepare(form)

    # The forms

    def _release_form(self) -> ReleaseDraftForm:
        initial = proposed.of_release(self.kept, self.draft, self.on_file)
        form = ReleaseDraftForm(
            self.data, prefix=RELEASE, initial=initial, printed=initial["listings"]
        )
        form.is_checked = self.checked
        return form

    def _formset(self, name: str) -> Any:
        initial = None
        if self.data is None:
            most = MOST_PARAGRAPHS if name == "paragraphs" else MOST_PROPOSED
            initial = list(islice(self._initial(name), most))
        formset = FORMSETS[name](self.data, prefix=name, initial=initial)
        for form in formset:
            form.is_checked = self.checked
        return formset

    def _initial(self, name: str) -> Iterator[proposed.Initial]:
        if name != "milestones":
            yield from PROPOSED[name](self.draft, self.on_file)
            return
        for source in self._proposed_sources():
            yield self.initial_of(source)

    def _proposed_sources(self) -> Iterator[str]:
        """The milestones that are proposed, in the order of the document."""
        found = [(one.sentence, f"u{index}") for index, one in enumerate(self.draft.undated)]
        for index, one in enumerate(self.draft.statements):
            if one.milestone:
                found.append((one.sentence, f"s{index}"))
        for _place, source in sorted(found)[:MOST_PROPOSED]:
            yield source

    def initial_of(self, source: str) -> proposed.Initial:
        return self._milestone_of(source) | first_values(self._figures_of(source))

    def _milestone_of(self, source: str) -> proposed.Initial:
        kind, number = _parts(source)
        if kind == "s" and number < len(self.draft.statements):
            return proposed.of_statement(number, self.draft, self.on_file)
        if kind == "u" and number < len(self.draft.undated):
            return proposed.of_undated(number, self.draft, self.on_file)
        number = min(max(number, 1), len(self.draft.document.paragraphs))
        return proposed.of_paragraph(number, self.draft, self.on_file)

    def _prepare(self, form: MilestoneDraftForm) -> None:
        """Give a milestone's form what its date, its outcomes and its figures go by."""
        source = str(form.typed("source") or "")
        said = self._said(source)
        form.draft, form.released = self.draft, self.day
        outcomes: tuple[ProposedOutcome, ...] = ()
        if said is not None:
            form.why = _(REASONS[said.reason])
            number = _parts(source)[1]
            if isinstance(said, DatedStatement):
                form.statement = said
                outcomes = self.on_file.outcomes.get(number, ())
            else:
                outcomes = self.on_file.undated_outcomes.get(number, ())
        form.propose_outcomes(outcomes)
        form.propose_figures(self._figures_of(source))

    def _said(self, source: str) -> DatedStatement | UndatedStatement | None:
        """What a milestone was made from; None where it was made of a whole paragraph."""
        kind, number = _parts(source)
        if kind == "s" and number < len(self.draft.statements):
            return self.draft.statements[number]
        if kind == "u" and number < len(self.draft.undated):
            return self.draft.undated[number]
        return None

    def _figures_of(self, source: str) -> list[ProposedFigure]:
        said = self._said(source)
        sentence = said.sentence if said else None
        return figures_within(self.draft, self.paragraph_of(source), sentence)

    # The page

    def is_valid(self) -> bool:
        forms = [self.release_form.is_valid()]
        forms += [formset.is_valid() for formset in self.formsets.values()]
        return all(forms)

    @property
    def errors(self) -> list[ReviewError]:
        """All that is refused, in the order of the page's forms."""
        if not self.checked:
            return []
        forms: list[Any] = [self.release_form]
        for formset in self.formsets.values():
            forms += formset.forms
        found = []
        for form in forms:
            for name, sentences in form.errors.items():
                field = form[name] if name in form.fields else None
                label = str(field.label) if field else ""
                target = field.id_for_label if field else "review_form"
                found += [ReviewError(label, target, sentence) for sentence in sentences]
        return found

    @property
    def opens_more_of_release(self) -> bool:
        """Whether a field of the release that is folded away is refused, or needs a look."""
        folded = ("summary_en", "summary_fr", "document_type", "issuer", "issuer_name")
        is_another = bool(self.release_form.typed("issuer"))
        return is_another or any(name in self.release_form.errors for name in folded)

    @property
    def warnings(self) -> list[str]:
        return [_(WARNINGS[one.code]).format(one.words) for one in self.draft.warnings]

    @property
    def blocks(self) -> list[Block]:
        """The paragraphs in order, each with the milestones that come of it."""
        marks: dict[int, list[Mark]] = {}
        for mark in marks_of(self.draft):
            marks.setdefault(mark.place.paragraph, []).append(mark)
        blocks = {}
        forms = self.formsets["paragraphs"].forms
        for paragraph, form in zip(self.draft.document.paragraphs, forms, strict=False):
            printed = marked(pieces_of(paragraph.text, marks.get(paragraph.number, [])))
            block = Block(paragraph.number, printed, form)
            known = self.on_file.blocks.get(paragraph.number)
            if known is not None:
                block.known_from = str(known.paragraph)
            blocks[paragraph.number] = block
        for form in self.formsets["milestones"]:
            number = self.paragraph_of(str(form.typed("source") or ""))
            if number in blocks:
                blocks[number].milestones.append(form)
        for source, left_out in self._left_out():
            if self.paragraph_of(source) in blocks:
                blocks[self.paragraph_of(source)].left_out.append(left_out)
        return list(blocks.values())

    def _left_out(self) -> Iterator[tuple[str, LeftOut]]:
        used = {str(form.typed("source")) for form in self.formsets["milestones"]}
        for index, one in enumerate(self.draft.statements):
            source = f"s{index}"
            if source not in used:
                yield source, LeftOut(one.words, _(REASONS[one.reason]), source)

    def paragraph_of(self, source: str) -> int:
        """The paragraph that a milestone was made from; the first one where that is not told."""
        said = self._said(source)
        if said is not None:
            return said.sentence.paragraph
        number = _parts(source)[1]
        return min(max(number, 1), len(self.draft.document.paragraphs))

    @property
    def project_names(self) -> list[str]:
        """Names to choose from while a name is typed. 1 query."""
        names = Project.objects.values_list("name_en", flat=True).order_by("name_en")
        return list(names[:MOST_SUGGESTIONS])

    @property
    def organization_names(self) -> list[str]:
        """Names on file, and those that the document brings. 1 query."""
        names = Partner.objects.values_list("name_en", flat=True).order_by("name_en")
        found = list(names[:MOST_SUGGESTIONS])
        found += [one.name for one in self.draft.organisations]
        return sorted(set(found))

    def tell(self, problems: tuple[FilingProblem, ...]) -> None:
        """Say beside each field why nothing was filed."""
        forms = {RELEASE: self.release_form}
        for formset in self.formsets.values():
            forms |= {form.prefix: form for form in formset}
        for problem in problems:
            form = forms.get(problem.key, self.release_form)
            name = problem.field if problem.field in form.fields else None
            if problem.field in COLUMNS_OF_DATE and name is None and "date_words" in form.fields:
                name = "date_words"
            form.add_error(name, problem.sentence)


def with_another_milestone(data: QueryDict, review: DraftReview, source: str) -> QueryDict:
    """What was posted, with one more milestone, made of a paragraph or of a date left out."""
    total = len(review.formsets["milestones"].forms)
    changed = data.copy()
    for name, value in review.initial_of(source).items():
        changed[f"milestones-{total}-{name}"] = "on" if name == "keep" else str(value)
    changed["milestones-TOTAL_FORMS"] = str(total + 1)
    return changed


def _parts(source: str) -> tuple[str, int]:
    """What a milestone was made from: "s" a statement, "u" an undated one, "p" a paragraph."""
    digits = source[1:]
    number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 0
    return source[:1], number
