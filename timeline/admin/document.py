"""Where a document stands, and what it does to others: edited on the page of a release."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import (
    DistinctRowsFormSet,
    NumberedRowsFormSet,
    StackedRecordInline,
    is_deleted,
)
from timeline.models import DocumentCopy, DocumentRelation

TO_ITSELF = _("A document does not correct, repeat, translate or replace itself.")


class DocumentCopyFormSet(NumberedRowsFormSet):
    distinct = ("position",)
    repeated = _("This position is here twice. Each place has one of its own.")

    def clean(self) -> None:
        super().clean()
        was_read = False
        for form in self.forms:
            if is_deleted(form) or not getattr(form, "cleaned_data", {}).get("was_read"):
                continue
            if was_read:
                form.add_error("was_read", _("The record was made from one copy of a document."))
            was_read = True


class DocumentCopyInline(StackedRecordInline):
    model = DocumentCopy
    formset = DocumentCopyFormSet
    extra = 0
    classes = ("collapse",)
    fields = (
        ("position", "was_read", "is_repost"),
        ("publisher", "printed_date", "read_on"),
        "url",
    )


class DocumentRelationFormSet(DistinctRowsFormSet):
    distinct = ("other", "relation")
    repeated = _("This is here twice.")

    def clean(self) -> None:
        """Also refuse a relation to itself: a row's own check leaves its release out."""
        super().clean()
        for form in self.forms:
            other = getattr(form, "cleaned_data", {}).get("other")
            if other is not None and other == self.instance and not is_deleted(form):
                form.add_error("other", TO_ITSELF)


class DocumentRelationInline(StackedRecordInline):
    model = DocumentRelation
    fk_name = "release"
    formset = DocumentRelationFormSet
    extra = 0
    classes = ("collapse",)
    fields = (("relation", "other"),)
    autocomplete_fields = ("other",)
