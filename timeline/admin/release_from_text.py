"""Add a release from its text: paste or upload it, review what it proposes, file it as drafts.

Two pages of one address. The document goes with the form, signed, so that a review outlives the
session it was begun in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.draft_acceptance import accepted_draft
from timeline.admin.draft_review import MOST_PARAGRAPHS, DraftReview, with_another_milestone
from timeline.admin.permissions import may_publish
from timeline.admin.widgets import row_id
from timeline.importing.accepted import Filed
from timeline.importing.filing import NotFiled, file_draft, file_place, release_of
from timeline.importing.kept_document import KeptDocument, of_file, of_pasted, packed, unpacked
from timeline.importing.refusals import UnreadableDocument
from timeline.models import Milestone, Release

MOST_FILES = 10
MOST_PASTED = 2_000_000  # characters; more than 10 MB are refused before they are read
TOO_LONG = _(
    "This takes at most 2 million characters at once. Paste one release alone, or choose its file."
)


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files, none included."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in files if one]


class DocumentForm(forms.Form):
    """The document: a text that was pasted, or files. ``kept`` is what was read of it."""

    text = forms.CharField(
        label=_("The text of the release"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text=_("Paste all of it, from the headline to the last line."),
        # Not ``max_length``: browsers would cut the text without a word.
        validators=[MaxLengthValidator(MOST_PASTED, TOO_LONG)],
    )
    uploads = SeveralFilesField(
        allow_empty_file=True,  # it is refused as an empty document is
        label=_("Or its file"),
        required=False,
        help_text=_("Text, HTML or PDF. Of several, each is reviewed in turn."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.kept: list[KeptDocument] = []
        text, files = cleaned.get("text") or "", cleaned.get("uploads") or []
        if not text.strip() and not files and not self.errors:
            self.add_error("text", gettext("Paste a text, or choose a file."))
        if text.strip() and files:
            self.add_error("uploads", gettext("Paste a text or choose a file, not both."))
            return cleaned
        if len(files) > MOST_FILES:
            said = gettext("Choose at most %d files at once.") % MOST_FILES
            self.add_error("uploads", said)
            return cleaned
        if text.strip():
            self._keep("text", "", text)
        for file in files:
            self._keep("uploads", file.name or "", file.read())
        return cleaned

    def _keep(self, field: str, name: str, content: str | bytes) -> None:
        """Read a document, or say beside the field why it cannot be filed."""
        about = f"{name}: " if name else ""
        try:
            kept = of_file(content, name) if isinstance(content, bytes) else of_pasted(content)
        except UnreadableDocument as unreadable:
            self.add_error(field, about + gettext(unreadable.reason))
            return
        if len(kept.document.paragraphs) > MOST_PARAGRAPHS:
            said = gettext("It has more than %d paragraphs: no release is so long.")
            self.add_error(field, about + said % MOST_PARAGRAPHS)
            return
        on_file = release_of(kept.sha256)
        if on_file is not None:
            known = format_html(
                '{}{} <a href="{}">{}</a>',
                about,
                gettext("This document is on file already:"),
                release_address(on_file),
                on_file,
            )
            self.add_error(field, known)
            return
        self.kept.append(kept)


def release_address(release: Release) -> str:
    return reverse("admin:timeline_release_change", args=[release.pk])


class ReleaseFromText:
    """The two pages, beside the list of releases."""

    def __init__(self, model_admin: admin.ModelAdmin[Any]) -> None:
        self.admin = model_admin

    def may_file(self, request: HttpRequest) -> bool:
        """Whether somebody may add releases and milestones: they are filed as drafts."""
        milestones = self.admin.admin_site.get_model_admin(Milestone)
        return self.admin.has_add_permission(request) and milestones.has_add_permission(request)

    def page(self, request: HttpRequest) -> HttpResponse:
        """The page that takes a document, or the review of the one that was sent."""
        if not self.may_file(request):
            raise PermissionDenied
        if request.method != "POST":
            return self._show_start(request, DocumentForm())
        if "document" in request.POST:
            return self._go_on(request)
        form = DocumentForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show_start(request, form)
        return self._begin(request, [packed(one) for one in form.kept])

    def _begin(self, request: HttpRequest, documents: Sequence[str]) -> HttpResponse:
        """Show the review of the first of these documents; the others wait."""
        review = DraftReview(unpacked(documents[0]))
        return self._show_review(request, review, documents)

    def _go_on(self, request: HttpRequest) -> HttpResponse:
        """What a button of the review asks for."""
        documents = request.POST.getlist("document")[:MOST_FILES]
        try:
            opened = [unpacked(document) for document in documents]
        except (signing.BadSignature, ValueError):
            form = DocumentForm()
            said = gettext("The text was changed on its way here. Paste it again.")
            self.admin.message_user(request, said, messages.ERROR)
            return self._show_start(request, form)
        filing = "file" in request.POST
        review = DraftReview(opened[0], request.POST, checked=filing)
        if "add" in request.POST:
            more = with_another_milestone(request.POST, review, request.POST["add"])
            review = DraftReview(opened[0], more)
        if "place" in request.POST:
            return self._note_place(request, review)
        if not filing or not review.is_valid():
            return self._show_review(request, review, documents)
        try:
            filed = file_draft(accepted_draft(review))
        except NotFiled as refused:
            review.tell(refused.problems)
            return self._show_review(request, review, documents)
        self._say_filed(request, filed)
        if documents[1:]:
            return self._begin(request, documents[1:])
        return HttpResponseRedirect(self._next_address(request, filed.release))

    def _note_place(self, request: HttpRequest, review: DraftReview) -> HttpResponse:
        """Note the document as another place of a release on file, which it nearly repeats."""
        number = row_id(request.POST["place"])
        reposts = {one.release.pk: one.release for one in review.on_file.reposts}
        release = reposts.get(number or 0)
        if release is None or not self.admin.has_change_permission(request, release):
            raise PermissionDenied
        line = review.draft.dateline
        publisher = line.wire or review.kept.name
        printed = line.day_place.words if line.day_place else ""
        place = file_place(release, publisher[:120], printed[:40])
        said = gettext("It is noted as another place of this document.")
        if place is None:
            said = gettext("This place is on file already: nothing was changed.")
        else:
            self.admin.log_change(request, release, [{"added": {"name": gettext("place")}}])
        self.admin.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(release_address(release))

    # The pages

    def _show_start(self, request: HttpRequest, form: DocumentForm) -> HttpResponse:
        context = {"title": gettext("Add a release from its text"), "form": form}
        return self._page(request, "admin/timeline/from_text.html", context)

    def _show_review(
        self, request: HttpRequest, review: DraftReview, documents: Sequence[str]
    ) -> HttpResponse:
        context = {
            "title": gettext("Review the release"),
            "review": review,
            "documents": documents,
            "waiting": len(documents) - 1,
        }
        return self._page(request, "admin/timeline/review.html", context)

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        shared = self.admin.admin_site.each_context(request) | {"opts": self.admin.opts}
        return render(request, template, shared | context)

    # After it

    def _say_filed(self, request: HttpRequest, filed: Filed) -> None:
        if not filed.is_new:
            said = gettext("This document is on file already: nothing was changed.")
            self.admin.message_user(request, said, messages.WARNING)
            return
        milestones = 0
        for row in filed.rows:
            if isinstance(row, Release | Milestone):
                self.admin.log_addition(request, row, [{"added": {}}])
            milestones += isinstance(row, Milestone)
        said = ngettext(
            "The release and %d milestone are filed as drafts.",
            "The release and %d milestones are filed as drafts.",
            milestones,
        )
        self.admin.message_user(request, said % milestones, messages.SUCCESS)

    def _next_address(self, request: HttpRequest, release: Release) -> str:
        """The page that publishes what was filed; the release's own for who may not publish."""
        if not (may_publish(request, Release()) and may_publish(request, Milestone())):
            return release_address(release)
        query = urlencode({"release": release.pk})
        return f"{reverse('admin:timeline_release_together')}?{query}"
