"""Releases: source documents with their paragraphs, contacts and names of projects."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, Q, QuerySet, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.bulk_publish import BulkPublish, bulk_publish_address
from timeline.admin.document import DocumentCopyInline, DocumentRelationInline
from timeline.admin.inlines import NumberedRowsFormSet, StackedRecordInline
from timeline.admin.list_filters import Choices, LastChangeFilter, SingleChoiceFilter, StateFilter
from timeline.admin.printed_phone import read_phone
from timeline.admin.publishing import PUBLISHING_FIELDS, PublishingAdmin
from timeline.admin.record_admin import RecordAdmin
from timeline.admin.split_paragraphs import ParagraphForm, ParagraphFormSet
from timeline.admin.translation_status import (
    LANGUAGE_FIELDS,
    TranslationFilter,
    TranslationFormSet,
    TranslationInlineForm,
)
from timeline.admin.widgets import row_id
from timeline.models import (
    Contact,
    Milestone,
    Paragraph,
    ParagraphKind,
    ProjectName,
    Release,
    Status,
)

NO_YEAR = 1000  # a number below it is that of a paragraph
DAY_OR_PART = re.compile(r"\d{4}(-\d\d){0,2}")


class ParagraphInline(StackedRecordInline):
    model = Paragraph
    form = ParagraphForm
    formset = ParagraphFormSet
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("number", "kind"),
                    ("summary_en", "summary_fr"),
                    "agreed",
                    "text",
                    "split",
                )
            },
        ),
    )


class ContactFormSet(NumberedRowsFormSet, TranslationFormSet):
    distinct = ("position",)
    repeated = _("This position is here twice. Each contact has one of its own.")


class ContactForm(TranslationInlineForm):
    def clean_phone(self) -> str:
        """As printed; an extension that is printed with it goes into its own field."""
        phone, extension = read_phone(self.cleaned_data["phone"])
        if extension:
            self.printed_extension = extension
        return phone

    def clean_extension(self) -> str:
        """The field comes after the telephone."""
        typed: str = self.cleaned_data["extension"]
        return typed or getattr(self, "printed_extension", "")


class ContactInline(StackedRecordInline):
    model = Contact
    form = ContactForm
    formset = ContactFormSet
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("position", "name", "organisation"),
                    ("role_en", "role_fr"),
                    "agreed",
                    ("phone", "extension"),
                    ("email", "website"),
                )
            },
        ),
    )


class DistinctReleaseNamesFormSet(TranslationFormSet):
    distinct = ("name_en", "project")
    repeated = _("This name of this project is here twice.")


class ReleaseProjectNameInline(StackedRecordInline):
    model = ProjectName
    form = TranslationInlineForm
    formset = DistinctReleaseNamesFormSet
    verbose_name = _("name it gives to a project")
    verbose_name_plural = _("names it gives to projects")
    fields = ("project", ("name_en", "name_fr"), "agreed")
    autocomplete_fields = ("project",)


class PublishedYearFilter(SingleChoiceFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        years = (
            Release.objects.order_by("-published_year")
            .values_list("published_year", flat=True)
            .distinct()
        )
        return [(str(year), str(year)) for year in years]

    @classmethod
    def condition(cls, value: str) -> Q:
        return Q(published_year=int(value))


@admin.register(Release)
class ReleaseAdmin(PublishingAdmin):
    actions = ["publish", "back_to_draft", "mark_up_to_date", "with_milestones"]
    list_display = ("headlined", "state", "published_on", "place", "symbols", "languages")
    list_filter = (
        PublishedYearFilter,
        StateFilter,
        TranslationFilter,
        LastChangeFilter,
        "document_type",
        ("issuer", admin.RelatedOnlyFieldListFilter),
        ("listings", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("headline_en", "headline_fr")
    search_help_text = _(
        "Words of the headline, the summaries and the paragraphs, in either language; accents or "
        "not."
    )
    date_hierarchy = "published_on"
    autocomplete_fields = ("listings", "issuer")
    save_on_top = True
    inlines = (
        ParagraphInline,
        ContactInline,
        ReleaseProjectNameInline,
        DocumentCopyInline,
        DocumentRelationInline,
    )
    fieldsets = (
        (
            _("What"),
            {
                "fields": (
                    ("headline_en", "headline_fr"),
                    "headline_is_ours",
                    "slug",
                    ("summary_en", "summary_fr"),
                )
            },
        ),
        (_("When and where"), {"fields": ("published_on", "place", "wire", "language")}),
        (
            _("What is printed in it"),
            {"fields": ("listings", ("also_printed_en", "also_printed_fr"))},
        ),
        (
            _("Issuer and document"),
            {
                "classes": ("collapse",),
                "description": _("A release of the company needs none of these."),
                "fields": (
                    "document_type",
                    ("issuer", "issuer_name"),
                    ("source_name", "source_url"),
                    ("document_name", "sha256"),
                ),
            },
        ),
        LANGUAGE_FIELDS,
        PUBLISHING_FIELDS,
    )

    def get_urls(self) -> list[URLPattern]:
        from_text = self.admin_site.admin_view(self.from_text)
        urls = BulkPublish(self).urls()
        urls.append(path("from-text/", from_text, name="timeline_release_from_text"))
        urls += super().get_urls()
        return urls

    def from_text(self, request: HttpRequest) -> HttpResponse:
        """Add a release from its text."""
        # Loaded when it is first opened: what reads documents is a sixth of a worker's start.
        from timeline.admin.release_from_text import ReleaseFromText  # noqa: PLC0415

        return ReleaseFromText(self).page(request)

    @admin.action(
        description=_("Publish the chosen rows with their milestones"), permissions=["publish"]
    )
    def with_milestones(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return HttpResponseRedirect(bulk_publish_address(queryset))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        return super().get_queryset(request).prefetch_related("listings")

    def search(
        self, request: HttpRequest, queryset: QuerySet[Any], words: list[str]
    ) -> tuple[QuerySet[Any], bool]:
        releases: Any = queryset
        return releases.matching(" ".join(words)), False

    @admin.display(description=_("headline"), ordering="headline_en")
    def headlined(self, row: Release) -> str:
        return row.headline

    @admin.display(description=_("printed listings"))
    def symbols(self, row: Release) -> str:
        return ", ".join(str(listing) for listing in row.listings.all())

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.warn_of_hidden(request, [form.instance.pk])

    @admin.action(description=_("Take the chosen rows back to draft"), permissions=["publish"])
    def back_to_draft(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        chosen = list(queryset.values_list("pk", flat=True))
        super().back_to_draft(request, queryset)
        self.warn_of_hidden(request, chosen)

    def warn_of_hidden(self, request: HttpRequest, releases: list[int]) -> None:
        """Say how many published milestones are hidden, as no published release states them."""
        hidden = Milestone.objects.filter(
            status=Status.PUBLISHED,
            public_from__isnull=True,
            citations__paragraph__release__in=releases,
        )
        count = hidden.distinct().count()
        if count:
            text = ngettext(
                "%d published milestone is not shown, as no published release states it.",
                "%d published milestones are not shown, as no published release states them.",
                count,
            )
            self.message_user(request, text % count, messages.WARNING)


class ReleasePartAdmin(RecordAdmin):
    """Rows that are searched for and looked at here, and edited on the page of their release."""

    list_select_related = ("release",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("release")

    @admin.display(description=_("release"), ordering="release__published_on")
    def in_release(self, row: Paragraph | Contact) -> SafeString:
        """Its release, and the way to where it is edited."""
        address = reverse("admin:timeline_release_change", args=[row.release_id])
        return format_html('<a href="{}">{}</a>', address, row.release)

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {}  # not on the front page

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self.admin_site.get_model_admin(Release).has_view_or_change_permission(request)

    def change_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        context = kwargs.get("extra_context") or {}
        kwargs["extra_context"] = context | {"show_delete": False}
        return super().change_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refused: the permission itself stays, as deleting a release asks for it."""
        raise PermissionDenied


class UncitedFilter(SingleChoiceFilter):
    title = _("citation")
    parameter_name = "cited"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        return [("no", gettext("Body paragraphs that no milestone cites"))]

    @classmethod
    def condition(cls, value: str) -> Q:
        """Headings, contacts and cautions need not be cited, nor what a withdrawn release said."""
        return Q(kind=ParagraphKind.BODY, citations__isnull=True) & ~Q(
            release__status=Status.WITHDRAWN
        )


@admin.register(Paragraph)
class ParagraphAdmin(ReleasePartAdmin):
    list_display = ("number", "in_release", "kind", "summed_up")
    list_display_links = ("number",)
    list_filter = (UncitedFilter,)
    search_fields = ("number", "release__headline_en")
    search_help_text = _(
        "A ¶ number, a day or a year, words of the headline or of the paragraph’s summary."
    )
    ordering = ("-release__published_on", "-release", "number")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.summary)
        urls = [path("<int:number>/summary/", view, name="timeline_paragraph_summary")]
        urls += super().get_urls()
        return urls

    def summary(self, request: HttpRequest, number: int) -> JsonResponse:
        """What a paragraph says, for the form that cites it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_queryset(request).filter(pk=number).first()
        if row is None:
            raise Http404
        return JsonResponse({"summary": paragraph_words(row)})

    @admin.display(description=_("summary"))
    def summed_up(self, row: Paragraph) -> str:
        return row.summary

    def search(
        self, request: HttpRequest, queryset: QuerySet[Any], words: list[str]
    ) -> tuple[QuerySet[Any], bool]:
        """Rows in which each word is the number, begins the release's day, or is in a text."""
        for word in words:
            text = word.strip("¶,:")
            if text:
                queryset = queryset.filter(_says(text))
        first = row_id(request.GET.get("first"))
        if first is not None:  # of the release that a form is about, in the order of the document
            is_other = Case(When(release=first, then=0), default=1)
            queryset = queryset.order_by(is_other, *self.ordering)
        return queryset, False

    def choice_label(self, row: Paragraph) -> str:
        """What a form that cites it offers: where it stands, and its words."""
        words = " ".join(paragraph_words(row).split())
        return f"{row}: {Truncator(words).chars(120)}" if words else str(row)


def _says(word: str) -> Q:
    found = Q()
    for name in (
        "release__headline_en",
        "release__headline_fr",
        "summary_en",
        "summary_fr",
        "text",
    ):
        found |= Q(**{f"{name}__icontains": word})
    number = row_id(word)
    if number is not None and number < NO_YEAR:
        return Q(number=number)
    if DAY_OR_PART.fullmatch(word):
        found |= Q(release__published_on__startswith=word)
    return found


def paragraph_words(paragraph: Paragraph) -> str:
    """Our summary of it, or its own beginning where there is none."""
    return paragraph.summary or paragraph.text[:300]
