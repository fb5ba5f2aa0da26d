"""The only dated table on the public page: what happened, is under way, planned or conditional."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.i18n.bilingual import Bilingual
from timeline.models.base import CheckedModel, Publishing, depends_on
from timeline.models.date_fields import (
    BOUNDS_FIT_PRECISION,
    PRECISION_LABELS,
    PrecisionField,
    TimeZoneField,
)
from timeline.models.milestone_history import LinkedHistory
from timeline.models.partner import Partner
from timeline.models.project import Project
from timeline.models.querysets import MilestoneQuerySet
from timeline.models.release import Paragraph
from timeline.models.translation_status import TranslatedModel


class Standing(models.TextChoices):
    """What the source says of it."""

    HAPPENED = "happened", _("Happened")
    UNDER_WAY = "under_way", _("Under way")
    PLANNED = "planned", _("Planned")
    CONDITIONAL = "conditional", _("Conditional")


class Settlement(models.TextChoices):
    """What a later milestone says became of an earlier plan, or of what was under way."""

    ACHIEVED = "achieved", _("Achieved")
    PARTLY_ACHIEVED = "partly_achieved", _("Partly achieved")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Dropped")
    ENDED = "ended", _("Ended")
    SUSPENDED = "suspended", _("Suspended")


class Outlook(models.TextChoices):
    """Where a plan, or what was under way, stands on a day. Derived, never stored."""

    AHEAD = "ahead", _("Still to come")
    WINDOW_OPEN = "window_open", _("Due now")
    WINDOW_PASSED = "window_passed", _("Date passed")
    NO_DATE = "no_date", _("Plan without a date")
    ACHIEVED = "achieved", _("Achieved")
    PARTLY_ACHIEVED = "partly_achieved", _("Partly achieved")
    CHANGED = "changed", _("Changed")
    WITHDRAWN = "withdrawn", _("Dropped")
    ENDED = "ended", _("Ended")
    SUSPENDED = "suspended", _("Suspended")


class MilestoneKind(models.TextChoices):
    """What a milestone is about."""

    EVENT = "event", _("Event")
    AGREEMENT = "agreement", _("Agreement")
    EXPLORATION = "exploration", _("Exploration")
    RESOURCE = "resource", _("Resource")
    PROCESS = "process", _("Process")
    PRODUCTION = "production", _("Production")
    MARKET = "market", _("Market")
    FINANCING = "financing", _("Financing")
    PERMIT = "permit", _("Permit")
    CORPORATE = "corporate", _("Corporate")


class Milestone(Publishing):
    """One thing that a release states, dated as precisely as it is stated there."""

    slug = models.SlugField(
        _("address"), max_length=120, unique=True, help_text=_("Last part of its web address.")
    )
    title_en = models.CharField(_("title (English)"), max_length=160, blank=True)
    title_fr = models.CharField(_("title (French)"), max_length=160, blank=True)
    short_title_en = models.CharField(
        _("short title (English)"),
        max_length=60,
        blank=True,
        help_text=_("For labels in the graphic."),
    )
    short_title_fr = models.CharField(_("short title (French)"), max_length=60, blank=True)
    summary_en = models.TextField(
        _("summary (English)"), blank=True, help_text=_("One or two sentences of our own.")
    )
    summary_fr = models.TextField(_("summary (French)"), blank=True)

    date_words = models.CharField(
        _("date, in the release's words"),
        max_length=120,
        blank=True,
        help_text=_(
            "As printed, short: “early 2019”, “November 12-16”, “18 to 24 months”. "
            "Empty if no date is given."
        ),
    )
    precision = PrecisionField(
        _("precision"), max_length=13, choices=list(PRECISION_LABELS.items())
    )
    earliest = models.DateField(
        _("earliest day"),
        null=True,
        blank=True,
        help_text=_("For sorting and filtering; shown only if it is exact."),
    )
    latest = models.DateField(_("latest day"), null=True, blank=True)
    start_time = models.TimeField(
        _("start time"),
        null=True,
        blank=True,
        help_text=_("Only of an event on one day, where the release gives the hour and its zone."),
    )
    time_zone = TimeZoneField(
        _("time zone"),
        max_length=40,
        blank=True,
        help_text=_("The clocks that the hour is read from, as in America/Toronto."),
    )
    basis_en = models.CharField(
        _("basis (English)"),
        max_length=160,
        blank=True,
        help_text=_("Where a year, a bound or an end was inferred: from what. One short line."),
    )
    basis_fr = models.CharField(_("basis (French)"), max_length=160, blank=True)

    kind = models.CharField(_("kind"), max_length=11, choices=MilestoneKind)
    standing = models.CharField(
        _("standing"), max_length=11, choices=Standing, help_text=_("What the source says.")
    )
    condition_en = models.CharField(
        _("condition (English)"),
        max_length=160,
        blank=True,
        help_text=_("As “if commercially viable”."),
    )
    condition_fr = models.CharField(_("condition (French)"), max_length=160, blank=True)
    place_en = models.CharField(_("place (English)"), max_length=80, blank=True)
    place_fr = models.CharField(_("place (French)"), max_length=80, blank=True)
    projects = models.ManyToManyField(
        Project, blank=True, related_name="milestones", verbose_name=_("projects")
    )
    partners = models.ManyToManyField(
        Partner,
        through="MilestonePartner",
        related_name="milestones",
        verbose_name=_("organizations"),
    )
    paragraphs = models.ManyToManyField(
        Paragraph, through="Citation", related_name="milestones", verbose_name=_("paragraphs")
    )

    # Derived from the above, the citations and the names (derived_columns). Stored for speed.
    announced_on = models.DateField(_("announced on"), null=True, editable=False)
    announced_year = models.SmallIntegerField(null=True, editable=False)
    # date.toordinal() of the day to sort by; 0: undated
    sort_day = models.IntegerField(default=0, editable=False)
    first_year = models.SmallIntegerField(null=True, editable=False)
    last_year = models.SmallIntegerField(null=True, editable=False)
    search_text = models.TextField(editable=False, default="")
    # Of a plan: the key of the first plan of its promise, which is its own if none was revised.
    promise = models.BigIntegerField(null=True, editable=False, db_index=True)

    objects = MilestoneQuerySet.as_manager()
    history = LinkedHistory(
        excluded_fields=[
            "public_from",
            "updated_at",
            "behind",
            "announced_on",
            "announced_year",
            "sort_day",
            "first_year",
            "last_year",
            "search_text",
            "promise",
        ],
        m2m_fields=[projects],
    )
    title = Bilingual()
    summary = Bilingual()
    basis = Bilingual()
    condition = Bilingual()
    place = Bilingual()

    cited: list[Citation]  # set by MilestoneQuerySet.with_citations
    settles: list[int]  # keys of earlier plans, set by MilestoneQuerySet.with_filing
    outlook: str  # set by MilestoneQuerySet.with_outlook
    is_revised: bool  # set by MilestoneQuerySet.with_outlook
    # By plan, the plans that it settles: set by models.settlement.read_settlements.
    settled_plans: Mapping[int, Collection[int]] | None = None
    corrected_on: date | None = None  # set by publishing.corrections.mark_corrected

    class Meta(Publishing.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        indexes = [
            *Publishing.Meta.indexes,
            models.Index(fields=["-sort_day", "-announced_on", "id"], name="newest_first"),
            models.Index(
                fields=["standing", "-sort_day", "-announced_on", "id"],
                name="newest_first_of_standing",
            ),
            models.Index(fields=["first_year", "last_year"], name="year_span"),
            models.Index(fields=["announced_on"], name="milestones_by_announcement"),
            models.Index(  # those that came out with a release, later than their own moment
                fields=["public_from"],
                name="milestones_held_back",
                condition=Q(public_from__gt=F("publish_at")),
            ),
        ]
        constraints = [
            *Publishing.Meta.constraints,
            models.CheckConstraint(
                name="milestone_has_a_title",
                condition=~Q(title_en="") | ~Q(title_fr=""),
                violation_error_code="title_en",
                violation_error_message=_("Give a title in at least one language."),
            ),
            models.CheckConstraint(
                name="milestone_latest_not_before_earliest",
                condition=Q(earliest__isnull=True)
                | Q(latest__isnull=True)
                | Q(latest__gte=F("earliest")),
                violation_error_code="latest",
                violation_error_message=_("The latest day is before the earliest."),
            ),
            models.CheckConstraint(
                name="milestone_bounds_fit_precision",
                condition=BOUNDS_FIT_PRECISION,
                violation_error_code="precision",
                violation_error_message=_(
                    "These days do not fit the precision: “no date” has none, “on or before” a "
                    "latest day only, “on or after” and “since” an earliest only, “a day” the same "
                    "day twice, “some day between” two different days, a length of time both or "
                    "none, all others both."
                ),
            ),
            models.CheckConstraint(
                name="milestone_start_time_of_a_day_in_a_zone",
                condition=Q(start_time__isnull=True, time_zone="")
                | (Q(start_time__isnull=False, precision="day") & ~Q(time_zone="")),
                violation_error_code="start_time",
                violation_error_message=_(
                    "Give the hour and its time zone together, and only for a date of one day."
                ),
            ),
            models.CheckConstraint(
                name="milestone_conditional_says_its_condition",
                condition=~Q(standing=Standing.CONDITIONAL)
                | ~Q(condition_en="")
                | ~Q(condition_fr=""),
                violation_error_code="condition_en",
                violation_error_message=_("Say on what it depends."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @depends_on("timeline.project")
    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def needs_both_languages(self, text: str) -> bool:
        """Without a short title the graphic shortens the title itself."""
        return super().needs_both_languages(text) and text != "short_title"

    @property
    def stated(self) -> StatedDate:
        """The date as its source states it."""
        return StatedDate(
            words=self.date_words,
            precision=Precision(self.precision),
            earliest=self.earliest,
            latest=self.latest,
            basis_en=self.basis_en,
            basis_fr=self.basis_fr,
            start_time=self.start_time,
            time_zone=self.time_zone,
        )

    @property
    def is_plan(self) -> bool:
        return self.standing in {Standing.PLANNED, Standing.CONDITIONAL}


class CitationManager(models.Manager["Citation"]):
    def get_by_natural_key(self, milestone: str, release: str, number: int) -> Citation:
        return self.get(
            milestone__slug=milestone, paragraph__release__slug=release, paragraph__number=number
        )


class Citation(TranslatedModel, CheckedModel):
    """Where a milestone is stated, and what is stated differently there."""

    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="citations", verbose_name=_("milestone")
    )
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, related_name="citations", verbose_name=_("paragraph")
    )

    states_en = models.CharField(
        _("what it states differently (English)"),
        max_length=250,
        blank=True,
        help_text=_(
            "Only if this document gives another date, figure or place than the milestone here."
        ),
    )
    states_fr = models.CharField(
        _("what it states differently (French)"), max_length=250, blank=True
    )

    footnote: int = 0  # its number among the sources of a printed page (Selection.footnotes)

    objects = CitationManager()
    history = HistoricalRecords(excluded_fields=["behind"])
    states = Bilingual()

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "paragraph"],
                name="citation_is_unique",
                violation_error_message=_("This milestone cites this paragraph already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.paragraph)

    @depends_on("timeline.milestone", "timeline.paragraph")
    def natural_key(self) -> tuple[str, str, int]:
        return self.milestone.slug, *self.paragraph.natural_key()


class MilestonePartnerManager(models.Manager["MilestonePartner"]):
    def get_by_natural_key(self, milestone: str, partner: str, role: str) -> MilestonePartner:
        return self.get(milestone__slug=milestone, partner__slug=partner, role=role)


class PartnerRole(models.TextChoices):
    """An organization's part in a milestone. Whatever lists the parts takes them from here."""

    COUNTERPARTY = "counterparty", _("Counterparty")
    ORGANISER = "organiser", _("Organizer")
    HOST = "host", _("Host")
    OWNER = "owner", _("Owner")
    ADVISER = "adviser", _("Adviser")
    FUNDER = "funder", _("Funder")
    BUYER = "buyer", _("Buyer")
    SELLER = "seller", _("Seller")
    CONTRACTOR = "contractor", _("Contractor")
    LABORATORY = "laboratory", _("Laboratory")
    OPERATOR = "operator", _("Operator")
    REGULATOR = "regulator", _("Regulator")
    COMMUNITY = "community", _("Community")
    NAMED = "named", _("Also named")


class MilestonePartner(CheckedModel):
    """An organization's part in a milestone."""

    milestone = models.ForeignKey(
        Milestone, models.CASCADE, related_name="partner_roles", verbose_name=_("milestone")
    )
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="milestone_roles", verbose_name=_("organization")
    )
    role = models.CharField(_("role"), max_length=12, choices=PartnerRole)

    objects = MilestonePartnerManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("organization’s part")
        verbose_name_plural = _("organizations’ parts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "partner", "role"],
                name="milestone_partner_is_unique",
                violation_error_message=_("This organization has this part already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} ({self.get_role_display()})"

    @depends_on("timeline.milestone", "timeline.partner")
    def natural_key(self) -> tuple[str, str, str]:
        return self.milestone.slug, self.partner.slug, self.role
