"""The forms of a review: what a draft proposes, to be accepted, changed or left out.

A form with ``keep`` counts only while that is ticked: what is left out is not checked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.draft_figures import ProposedFigure, add_fields, fields_of, is_refused
from timeline.admin.stated_date import described
from timeline.admin.typing import ModelForm
from timeline.i18n.date_readings import DateReading
from timeline.importing.date_choices import DateChoice, DatedBy, reading_for
from timeline.importing.drafting import Draft
from timeline.importing.on_file import ProposedOutcome
from timeline.importing.statements import DatedStatement
from timeline.models import (
    Contact,
    DocumentType,
    Milestone,
    Paragraph,
    Partner,
    PartnerRole,
    Post,
    Release,
    Standing,
)
from timeline.models.plan_settlement import SETTLEMENTS_OF

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    DraftFormSet = BaseFormSet[Any]
else:
    DraftFormSet = BaseFormSet

SEPARATOR = re.compile(r"\s*;\s*")
NAMES_HELP = _("Several are parted by semicolons.")
MOST_OF_A_KIND = 300
# The fields of a milestone that the page folds away.
FOLDED = (
    "condition_en",
    "condition_fr",
    "summary_en",
    "summary_fr",
    "place_en",
    "place_fr",
    "organizations",
    "role",
)


def short_text() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})


def names_field(
    label: StrPromise, suggestions: str, help_text: StrPromise = NAMES_HELP
) -> forms.CharField:
    """Names of rows. ``suggestions``: id of the list that the page has of names on file."""
    widget = forms.TextInput(attrs={"list": suggestions})
    return forms.CharField(
        label=label, max_length=500, required=False, help_text=help_text, widget=widget
    )


def names_in(text: str) -> tuple[str, ...]:
    """The names of a field, each once."""
    return tuple(dict.fromkeys(name for name in SEPARATOR.split(text.strip()) if name))


class CheckedOnRequest:
    """Put before a form's class: nothing is checked of it while ``is_checked`` is False.

    So a page can be shown again with what was typed, and without a word about what is missing yet.
    What is not kept is never checked.
    """

    is_checked = True

    def full_clean(self) -> None:
        form: Any = self
        if form.is_bound and not self.is_checked:
            form._errors = ErrorDict(renderer=form.renderer)
            form.cleaned_data = {}
            return
        super().full_clean()  # type: ignore[misc] # of the form's class
        if form.is_bound and "keep" in form.fields and not self.is_kept():
            form._errors = ErrorDict(renderer=form.renderer)

    def is_kept(self) -> bool:
        """Whether the box is ticked, in what was posted or in what is proposed."""
        form: Any = self
        if not form.is_bound:
            return bool(form.initial.get("keep", True))
        return form.add_prefix("keep") in form.data

    def typed(self, name: str) -> Any:
        """What stands in a field now, whether it was checked or not."""
        form: Any = self
        return form[name].value()


def keep_field(label: StrPromise) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class ReleaseDraftForm(CheckedOnRequest, ModelForm):
    """The release's own columns."""

    issuer = forms.CharField(
        label=_("issuer"),
        max_length=120,
        required=False,
        help_text=_("Who issued it. Left empty for the company itself."),
    )
    listings = forms.MultipleChoiceField(
        label=_("listings"), required=False, widget=forms.CheckboxSelectMultiple
    )
    project = names_field(
        _("project of the milestones"),
        "project-names",
        _("Of those that name no project of their own. A name that is new is put on file."),
    )
    hold_text = forms.BooleanField(
        label=_("Hold the document’s own words here, in full"),
        required=False,
        help_text=_("Only if the company may: visitors then read them."),
    )

    class Meta:
        model = Release
        fields = (
            "headline_en",
            "headline_fr",
            "headline_is_ours",
            "published_on",
            "place",
            "wire",
            "language",
            "summary_en",
            "summary_fr",
            "document_type",
            "issuer_name",
            "document_name",
        )
        widgets = {
            "published_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "summary_en": short_text(),
            "summary_fr": short_text(),
        }

    def __init__(self, *args: Any, printed: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listings: Any = self.fields["listings"]
        listings.choices = [(one, one) for one in printed]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_ours = cleaned.get("document_type") == DocumentType.COMPANY_RELEASE
        if cleaned.get("issuer") and is_ours:
            said = gettext("A company release has no issuer but the company: leave it empty.")
            self.add_error("issuer", said)
        if not cleaned.get("issuer") and cleaned.get("document_type") == DocumentType.OTHER_RELEASE:
            self.add_error("issuer", gettext("Say which organization issued it."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """The issuer is a name here, and its row is known only once all is filed."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded | {"issuer"}


class ParagraphDraftForm(CheckedOnRequest, ModelForm):
    class Meta:
        model = Paragraph
        fields = ("kind", "summary_en", "summary_fr")
        widgets = {"summary_en": short_text(), "summary_fr": short_text()}
        help_texts = {"summary_en": ""}


class ContactDraftForm(CheckedOnRequest, ModelForm):
    keep = keep_field(_("Keep this contact"))
    website = forms.URLField(label=_("website"), required=False, assume_scheme="https")

    class Meta:
        model = Contact
        fields = (
            "name",
            "organisation",
            "role_en",
            "role_fr",
            "phone",
            "extension",
            "email",
            "website",
        )


class OrganizationDraftForm(CheckedOnRequest, ModelForm):
    keep = keep_field(_("Put this organization on file"))
    name = forms.CharField(label=_("name"), max_length=120)

    class Meta:
        model = Partner
        fields = ("kind",)


class PostDraftForm(CheckedOnRequest, ModelForm):
    keep = keep_field(_("Keep this post"))
    name = forms.CharField(label=_("name"), max_length=120)
    organization = forms.CharField(
        label=_("organization"),
        max_length=120,
        required=False,
        help_text=_("Left empty for the company itself."),
    )
    paragraph_number = forms.IntegerField(label=_("paragraph"), min_value=1)

    class Meta:
        model = Post
        fields = ("title_en", "title_fr", "office")


class MilestoneDraftForm(CheckedOnRequest, ModelForm):
    """A milestone, with what it cites and who is named, as numbers and names."""

    keep = keep_field(_("File this milestone"))
    source = forms.CharField(widget=forms.HiddenInput)
    reading_seen = forms.CharField(widget=forms.HiddenInput, required=False)
    dated_by = forms.ChoiceField(label=_("dated"), choices=DatedBy.choices)
    cites = forms.CharField(
        label=_("states it: ¶"), max_length=80, help_text=_("Numbers of paragraphs: 1, 4.")
    )
    projects = names_field(_("projects"), "project-names")
    organizations = names_field(_("organizations"), "organization-names")
    role = forms.ChoiceField(label=_("their part"), choices=PartnerRole.choices)

    # Given by the page for each form
    draft: Draft
    statement: DatedStatement | None = None
    why = ""  # it is proposed
    outcomes: Sequence[ProposedOutcome] = ()
    figures: Sequence[ProposedFigure] = ()
    released: DraftReleaseDay

    class Meta:
        model = Milestone
        fields = (
            "title_en",
            "title_fr",
            "kind",
            "standing",
            "condition_en",
            "condition_fr",
            "date_words",
            "summary_en",
            "summary_fr",
            "place_en",
            "place_fr",
        )
        widgets = {"summary_en": short_text(), "summary_fr": short_text()}
        help_texts = {"date_words": "", "standing": ""}

    def propose_outcomes(self, outcomes: Sequence[ProposedOutcome]) -> None:
        """Give the form a choice for each earlier plan that the statement may settle."""
        self.outcomes = outcomes
        for outcome in outcomes:
            choices = [("", gettext("Nothing"))]
            for settlement in SETTLEMENTS_OF.get(outcome.plan.standing, ()):
                choices.append((settlement.value, str(settlement.label)))
            field = forms.ChoiceField(label=str(outcome.plan), choices=choices, required=False)
            self.fields[outcome_field(outcome)] = field

    def propose_figures(self, figures: Sequence[ProposedFigure]) -> None:
        """Give the form fields for each figure that may be filed with the milestone."""
        self.figures = figures
        add_fields(self, figures)

    def reading(self) -> DateReading:
        """The date as it stands in the form now."""
        choice = DateChoice(
            dated_by=str(self.typed("dated_by") or ""),
            words=" ".join(str(self.typed("date_words") or "").split()),
            standing=str(self.typed("standing") or ""),
            published=self.released.day,
            statement=self.statement,
        )
        return reading_for(choice, self.draft)

    @property
    def is_conditional(self) -> bool:
        return bool(self.typed("standing") == Standing.CONDITIONAL)

    @property
    def opens_more(self) -> bool:
        """Whether a field that is folded away is refused."""
        return any(name in self.errors for name in FOLDED)

    @property
    def outcome_choices(self) -> list[tuple[Any, str]]:
        """Each field that says what became of an earlier plan, with why it is asked."""
        return [(self[outcome_field(one)], one.why) for one in self.outcomes]

    @property
    def figure_fields(self) -> list[tuple[str, list[Any]]]:
        return fields_of(self, self.figures)

    @property
    def opens_figures(self) -> bool:
        """Whether a field of a figure is refused: they are folded away."""
        return is_refused(self, self.figures)

    def clean_cites(self) -> tuple[int, ...]:
        numbers = re.findall(r"[0-9]{1,4}", self.cleaned_data["cites"])
        if not numbers:
            raise forms.ValidationError(gettext("Give numbers of paragraphs: 1, 4."))
        return tuple(dict.fromkeys(int(number) for number in numbers))

    def clean(self) -> dict[str, Any]:
        """Refuse a date that is not read, and one whose reading nobody has seen."""
        cleaned = super().clean() or self.cleaned_data
        reading = self.reading()
        if reading.stated is None:
            self.add_error("date_words", reading.refusal)
        elif self._reading_is_new():
            again = gettext("Nothing is filed yet: file again to accept how the words are read.")
            self.add_error("date_words", again)
        return cleaned

    def _reading_is_new(self) -> bool:
        return bool(self.typed("reading_seen") != self.reading_shown())

    @property
    def reading_in_words(self) -> str:
        """How the date is read, or why it is not, in a sentence."""
        reading = self.reading()
        return described(reading.stated) if reading.stated else reading.refusal

    def reading_shown(self) -> str:
        """What the page shows of the date, to be sent back with it."""
        stated = self.reading().stated
        if stated is None:
            return ""
        shown = (stated.precision.value, stated.earliest, stated.latest, stated.basis_en)
        return "|".join(str(part or "") for part in shown)


class DraftReleaseDay:
    """The release's day as it stands in the form, for the dates that go by it."""

    def __init__(self, form: ReleaseDraftForm) -> None:
        value = form.typed("published_on")
        try:
            self.day = forms.DateField(required=False).to_python(value)
        except forms.ValidationError:
            self.day = None


def outcome_field(outcome: ProposedOutcome) -> str:
    return f"outcome_{outcome.plan.pk}"


def _formset(form: type[Any]) -> Any:
    return formset_factory(
        form, formset=DraftFormSet, extra=0, max_num=MOST_OF_A_KIND, absolute_max=MOST_OF_A_KIND
    )


ParagraphDrafts = _formset(ParagraphDraftForm)
ContactDrafts = _formset(ContactDraftForm)
OrganizationDrafts = _formset(OrganizationDraftForm)
PostDrafts = _formset(PostDraftForm)
MilestoneDrafts = _formset(MilestoneDraftForm)
