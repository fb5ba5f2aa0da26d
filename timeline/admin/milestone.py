"""Milestones, with the paragraphs they cite and the partners' parts in them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext, pgettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.begun_milestone import begun_rows, begun_values, current_release
from timeline.admin.inlines import (
    DistinctRowsFormSet,
    StackedRecordInline,
    TabularRecordInline,
)
from timeline.admin.list_filters import Choices, LastChangeFilter, SingleChoiceFilter, StateFilter
from timeline.admin.milestone_form import MilestoneForm, WordsInput
from timeline.admin.plan_settlement import SettlementInline
from timeline.admin.publishing import PUBLISHING_FIELDS, PublishingAdmin
from timeline.admin.release import paragraph_words
from timeline.admin.stated_date import preview, shown_as, sorted_as
from timeline.admin.statements import FigureInline
from timeline.admin.translation_status import (
    LANGUAGE_FIELDS,
    TranslationFilter,
    TranslationFormSet,
    TranslationInlineForm,
)
from timeline.admin.widgets import row_ids
from timeline.dates.wording import write
from timeline.i18n.date_readings import reading_of
from timeline.models import (
    Citation,
    Milestone,
    MilestonePartner,
    Outlook,
    Standing,
)
from timeline.models.company import fiscal_calendar_on_file
from timeline.models.settlement import announcement_day


class DistinctCitations(TranslationFormSet):
    distinct = ("paragraph",)
    repeated = _("This paragraph is cited twice: once is enough.")


class CitationInline(StackedRecordInline):
    model = Citation
    form = TranslationInlineForm
    formset = DistinctCitations
    fieldsets = (
        (None, {"fields": ("paragraph", "said_there")}),
        (
            _("If it states something differently"),
            {"classes": ("collapse",), "fields": (("states_en", "states_fr"), "agreed")},
        ),
    )
    readonly_fields = ("said_there",)
    autocomplete_fields = ("paragraph",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("paragraph__release")

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Its choices begin with the paragraphs of the release that the form is about."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "paragraph":
            select = getattr(field.widget, "widget", field.widget)
            select.first = current_release(request)
        return field

    @admin.display(description=_("what it says there"))
    def said_there(self, citation: Citation) -> str:
        return paragraph_words(citation.paragraph) if citation.paragraph_id else ""


class DistinctParts(DistinctRowsFormSet):
    distinct = ("partner", "role")
    repeated = _("This organization has this part twice.")


class PartnerPartInline(TabularRecordInline):
    model = MilestonePartner
    formset = DistinctParts
    fields = ("partner", "role")
    autocomplete_fields = ("partner",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("partner")


class DatedYearFilter(SingleChoiceFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        dated = Milestone.objects.filter(first_year__isnull=False).order_by()
        pairs = dated.values_list("first_year", "last_year").distinct()
        years: set[Any] = set()
        for first, last in pairs:
            years |= {first, last}
        choices = [(str(year), str(year)) for year in sorted(years, reverse=True)]
        choices.append(("none", gettext("No date")))
        return choices

    @classmethod
    def condition(cls, value: str) -> Q:
        if value == "none":
            return Q(first_year__isnull=True)
        return Q(first_year__lte=int(value), last_year__gte=int(value))


class CitedFilter(SingleChoiceFilter):
    title = _("citation")
    parameter_name = "cited"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        return [("no", gettext("Without citation")), ("yes", gettext("With citation"))]

    @classmethod
    def condition(cls, value: str) -> Q:
        return Q(has_citation=value == "yes")


class OutlookFilter(SingleChoiceFilter):
    title = _("outlook")
    parameter_name = "outlook"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Choices:
        return [(outlook.value, str(outlook.label)) for outlook in Outlook]

    @classmethod
    def condition(cls, value: str) -> Q:
        return Q(outlook=value)


@admin.register(Milestone)
class MilestoneAdmin(PublishingAdmin):
    form = MilestoneForm
    list_display = (
        "titled",
        "state",
        "dated",
        "standing",
        "kind",
        "project_names",
        "announced_on",
        "languages",
        "is_cited",
    )
    list_filter = (
        "projects",
        DatedYearFilter,
        "standing",
        "kind",
        StateFilter,
        OutlookFilter,
        CitedFilter,
        TranslationFilter,
        LastChangeFilter,
    )
    ordering = ("-sort_day", "-announced_on", "id")
    search_fields = ("title_en", "title_fr")
    search_help_text = _(
        "Words of the title, summary, place, projects or partners, in either language; accents or "
        "not."
    )
    date_hierarchy = "announced_on"
    autocomplete_fields = ("projects",)
    readonly_fields = ("sorted_as", "shown_as", "announced_on", "state", "updated_at")
    save_on_top = True
    inlines = (CitationInline, SettlementInline, PartnerPartInline, FigureInline)
    fieldsets = (
        (
            _("What"),
            {
                "fields": (
                    ("title_en", "title_fr"),
                    "slug",
                    ("short_title_en", "short_title_fr"),
                    ("summary_en", "summary_fr"),
                    "kind",
                )
            },
        ),
        (
            _("When"),
            {
                "description": _(
                    "Type the release’s words and leave the rest empty: saving proposes how they "
                    "are read, and nothing is saved until you agree. A year that the words leave "
                    "out comes from the cited release."
                ),
                "fields": (
                    "date_words",
                    "precision",
                    ("earliest", "latest"),
                    ("basis_en", "basis_fr"),
                    "sorted_as",
                    "shown_as",
                    "announced_on",
                ),
            },
        ),
        (
            _("Hour of an event"),
            {"classes": ("collapse",), "fields": (("start_time", "time_zone"),)},
        ),
        (
            _("What the source says"),
            {"fields": ("standing", ("condition_en", "condition_fr"))},
        ),
        (_("Who and where"), {"fields": ("projects", ("place_en", "place_fr"))}),
        LANGUAGE_FIELDS,
        PUBLISHING_FIELDS,
    )

    class Media:
        js = [
            Script("timeline/admin/stated-date.js", type="module"),
            Script("timeline/admin/cited-paragraph.js", type="module"),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Milestone]:
        cited = Exists(Citation.objects.filter(milestone=OuterRef("pk")))
        every: Any = super().get_queryset(request).annotate(has_citation=cited)
        rows: QuerySet[Milestone] = every.annotate_outlook(timezone.localdate(), timezone.now())
        return rows.prefetch_related("projects")

    def search(
        self, request: HttpRequest, queryset: QuerySet[Any], words: list[str]
    ) -> tuple[QuerySet[Any], bool]:
        milestones: Any = queryset
        return milestones.matching(" ".join(words)), False

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "date_words":
            kwargs["widget"] = WordsInput()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.read_date)
        urls = [path("read-date/", view, name="timeline_milestone_read_date")]
        urls += super().get_urls()
        return urls

    def read_date(self, request: HttpRequest) -> HttpResponse:
        """How ``words`` are read, their year taken from the releases of the ``paragraph`` ids.

        ``standing`` is what the form says so far.
        """
        if not (self.has_view_or_change_permission(request) or self.has_add_permission(request)):
            raise PermissionDenied
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        standing = request.GET.get("standing", "")
        reading = reading_of(
            request.GET.get("words", ""),
            stated_on=announcement_day(row_ids(request.GET.getlist("paragraph"))),
            standing=standing if standing in Standing.values else "",
            fiscal_calendar=fiscal_calendar_on_file(),
        )
        return JsonResponse(preview(reading))

    # The page that adds a milestone may begin with a plan, or a paragraph (begun_milestone)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """What is known of it, unless the address says it too."""
        return begun_values(request) | super().get_changeform_initial_data(request)

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """With the rows it begins with, to be saved or left out. Posted, they count as typed."""
        kwargs: dict[str, Any] = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj._state.adding and request.method == "GET":
            rows = begun_rows(request, inline.model)
            if rows:
                kwargs["initial"] = rows
        return kwargs

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> Any:
        inlines = super().get_inline_instances(request, obj)
        if obj is not None or request.method != "GET":
            return inlines
        for inline in inlines:
            inline.extra += len(begun_rows(request, inline.model))
        return inlines

    def save_model(self, request: HttpRequest, obj: Milestone, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if form.overruled:
            said = gettext(
                "You overruled the words “%(words)s”: the precision and the days are kept as you "
                "set them. %(how)s"
            )
            values = {"words": obj.date_words, "how": form.overruled}
            self.message_user(request, said % values, messages.WARNING)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if context["adminform"].form.proposal:
            said = gettext(
                "Nothing is saved yet: the words of the date were read for you to check."
            )
            self.message_user(request, said, messages.WARNING)
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("title"), ordering="title_en")
    def titled(self, row: Milestone) -> str:
        return row.title

    @admin.display(description=_("date"), ordering="sort_day")
    def dated(self, row: Milestone) -> str:
        return write(row.stated, get_language() or "en")

    @admin.display(description=_("projects"))
    def project_names(self, row: Milestone) -> str:
        return ", ".join(project.name for project in row.projects.all())

    @admin.display(description=_("cited"), boolean=True, ordering="has_citation")
    def is_cited(self, row: Any) -> bool:
        return bool(row.has_citation)

    @admin.display(description=_("sorted as"))
    def sorted_as(self, row: Milestone) -> str:
        return sorted_as(row.stated) if row.pk else "-"

    @admin.display(description=_("shown as"))
    def shown_as(self, row: Milestone) -> str:
        if not row.pk:
            return "-"
        apart = pgettext("between a word and what explains it", ": ")
        lines = []
        for code, name, full, short in shown_as(row.stated):
            lines.append((name, apart, code, full, short))
        return format_html_join("", '<div>{}{}<span lang="{}">{} ({})</span></div>', lines)
