"""What somebody accepted of a review, as plain values to be filed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from timeline.admin.draft_figures import accepted_figures
from timeline.admin.draft_forms import MilestoneDraftForm, names_in, outcome_field
from timeline.admin.draft_review import COLUMNS_OF_DATE, DraftReview
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.importing.accepted import (
    AcceptedContact,
    AcceptedDraft,
    AcceptedListing,
    AcceptedMilestone,
    AcceptedOrganization,
    AcceptedParagraph,
    AcceptedPost,
    Outcome,
)

UNDATED = StatedDate("", Precision.NONE)


def accepted_draft(review: DraftReview) -> AcceptedDraft:
    """All that is kept of a review, once its ``is_valid`` has said yes."""
    cleaned = review.release_form.cleaned_data
    release = _columns(review.release_form)
    release["sha256"] = review.kept.sha256
    return AcceptedDraft(
        release=release,
        issuer=cleaned["issuer"],
        listings=tuple(AcceptedListing(*one.split(": ", 1)) for one in cleaned["listings"]),
        paragraphs=tuple(_paragraphs(review)),
        contacts=tuple(
            AcceptedContact(form.prefix, _columns(form)) for form in _kept(review, "contacts")
        ),
        organizations=tuple(
            AcceptedOrganization(form.prefix, form.cleaned_data["name"], _columns(form))
            for form in _kept(review, "organizations")
        ),
        posts=tuple(_posts(review)),
        milestones=tuple(_milestones(review)),
    )


def _kept(review: DraftReview, name: str) -> list[Any]:
    return [form for form in review.formsets[name] if form.is_kept()]


def _paragraphs(review: DraftReview) -> Iterator[AcceptedParagraph]:
    holds_text = bool(review.release_form.cleaned_data["hold_text"])
    forms = review.formsets["paragraphs"].forms
    for paragraph, form in zip(review.draft.document.paragraphs, forms, strict=True):
        values = _columns(form)
        if holds_text:
            values["text"] = paragraph.text
        yield AcceptedParagraph(form.prefix, paragraph.number, values, paragraph.text)


def _posts(review: DraftReview) -> Iterator[AcceptedPost]:
    for form in _kept(review, "posts"):
        cleaned = form.cleaned_data
        yield AcceptedPost(
            form.prefix,
            cleaned["name"],
            cleaned["organization"],
            cleaned["paragraph_number"],
            _columns(form),
        )


def _milestones(review: DraftReview) -> Iterator[AcceptedMilestone]:
    of_all = names_in(review.release_form.cleaned_data["project"])
    for form in _kept(review, "milestones"):
        cleaned = form.cleaned_data
        yield AcceptedMilestone(
            form.prefix,
            _columns(form) | _date_columns(form),
            cites=cleaned["cites"],
            projects=names_in(cleaned["projects"]) or of_all,
            organizations=names_in(cleaned["organizations"]),
            role=cleaned["role"],
            outcomes=tuple(_outcomes(form)),
            figures=tuple(accepted_figures(form, form.figures)),
        )


def _columns(form: Any) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in form._meta.fields}


def _date_columns(form: MilestoneDraftForm) -> dict[str, Any]:
    stated = form.reading().stated or UNDATED  # a valid form has one
    values = {name: getattr(stated, name) for name in COLUMNS_OF_DATE if name != "date_words"}
    return values | {"date_words": stated.words}


def _outcomes(form: MilestoneDraftForm) -> Iterator[Outcome]:
    for proposal in form.outcomes:
        name = outcome_field(proposal)
        if form.cleaned_data.get(name):
            yield Outcome(proposal.plan.pk, form.cleaned_data[name], name)
