"""Who else is named in the record, and who owns how much of whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.i18n.bilingual import Bilingual, percentage
from timeline.models.at_hand import by_owner
from timeline.models.base import Publishing, depends_on
from timeline.models.cited_statement import CitedStatementQuerySet, DatedStatement, holding_on
from timeline.models.prepared import prepared
from timeline.models.project import Project
from timeline.models.querysets import NamedQuerySet
from timeline.models.translation_status import TranslatedModel
from timeline.models.visibility import public_condition


class PartnerKind(models.TextChoices):
    """What sort of organisation a partner is."""

    COMPANY = "company", _("Company")
    CROWN_CORPORATION = "crown_corporation", _("Crown corporation")
    PUBLIC_BODY = "public_body", _("Public body")
    INITIATIVE = "initiative", _("Initiative")
    UNIVERSITY = "university", _("University or laboratory")
    RESEARCH_BODY = "research_body", _("Research body")
    REGULATOR = "regulator", _("Regulator")
    EXCHANGE = "exchange", _("Stock exchange")
    MUNICIPALITY = "municipality", _("Municipality")
    COMMUNITY = "community", _("Community or First Nation")
    FUND = "fund", _("Fund or financial institution")
    ASSOCIATION = "association", _("Association")
    MEDIA = "media", _("Media")


class Partner(Publishing):
    """An organisation that a source document names: a counterparty, an organiser, an issuer."""

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("Last part of its web address.")
    )
    name_en = models.CharField(
        _("name (English)"),
        max_length=120,
        help_text=_("The name today. When it changes, keep the former one below."),
    )
    name_fr = models.CharField(_("name (French)"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=17, choices=PartnerKind)
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Two capital letters, as CA."))],
        help_text=_("ISO 3166-1 code: CA, DE; EU for the Union. Only if a release states it."),
    )
    website = models.URLField(_("website"), blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    search_text = models.TextField(editable=False, default="")

    names_before_save: tuple[Any, ...] | None = None  # noted for renaming
    milestone_count = 0  # set by queries.filed_under.count_milestones_under

    objects = NamedQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["public_from", "updated_at", "behind", "search_text"]
    )
    name = Bilingual()
    summary = Bilingual()

    class Meta(Publishing.Meta):
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name


class PartnerNameQuerySet(CitedStatementQuerySet["PartnerName"]):
    def get_by_natural_key(
        self, partner: str, release: str, number: int, name_en: str
    ) -> PartnerName:
        return self.get(
            partner__slug=partner,
            paragraph__release__slug=release,
            paragraph__number=number,
            name_en=name_en,
        )


class PartnerName(TranslatedModel, DatedStatement):
    """A name that an organisation had or has, from and until when a document says so.

    On a day on which none of them holds it has the name of its own row, which is today's.
    """

    partner = models.ForeignKey(
        Partner, models.CASCADE, related_name="names", verbose_name=_("organization")
    )
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_fr = models.CharField(_("name (French)"), max_length=120, blank=True)

    objects = PartnerNameQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["behind"])
    name = Bilingual()

    class Meta(DatedStatement.Meta):
        verbose_name = _("name over time")
        verbose_name_plural = _("names over time")
        ordering = ["holds_from", "id"]
        constraints = [
            *DatedStatement.Meta.constraints,
            models.CheckConstraint(
                name="partnername_has_a_day",
                condition=~Q(holds_from="") | ~Q(holds_until=""),
                violation_error_code="holds_until",
                violation_error_message=_("Say from or until when it holds."),
            ),
            models.UniqueConstraint(
                fields=["partner", "paragraph", "name_en"],
                name="partner_name_is_unique",
                violation_error_code="name_en",
                violation_error_message=_("This paragraph is on file with this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @depends_on("timeline.partner", "timeline.paragraph")
    def natural_key(self) -> tuple[str, str, int, str]:
        return (self.partner.slug, *self.paragraph.natural_key(), self.name_en)

    def needs_both_languages(self, text: str) -> bool:
        """A legal name may exist in one language only."""
        return False


def rename_as_on(partners: Collection[Partner], day: date, at: datetime) -> None:
    """Give organisations at hand the names of a day, to be shown and never saved. 1 query."""
    names = by_owner(_names_of({partner.pk for partner in partners}, at), "partner")
    for partner in partners:
        named = holding_on(names[partner.pk], day)
        if named:
            partner.name_en, partner.name_fr = named.name_en, named.name_fr


@prepared
def _names_of(partners: set[int], at: datetime) -> models.QuerySet[PartnerName]:
    return PartnerName.objects.stated_publicly(at).filter(partner__in=partners)


def slug_or_nothing(row: Partner | Project | None) -> str:
    return row.slug if row else ""


def named_or_null(column: str, slug: str) -> dict[str, Any]:
    """The lookup of a reference by its slug; "" is no reference."""
    return {f"{column}__slug": slug} if slug else {f"{column}__isnull": True}


class StakeQuerySet(CitedStatementQuerySet["Stake"]):
    def get_by_natural_key(
        self, owner: str, owned: str, owned_project: str, release: str, number: int
    ) -> Stake:
        return self.get(
            **named_or_null("owner", owner),
            **named_or_null("owned", owned),
            **named_or_null("owned_project", owned_project),
            paragraph__release__slug=release,
            paragraph__number=number,
        )


class Stake(DatedStatement):
    """``owner`` holds ``percent`` of ``owned``, as a paragraph states.

    Without ``owner`` the company itself owns, without ``owned`` and ``owned_project`` it is owned.
    """

    owner = models.ForeignKey(
        Partner,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="holdings",
        verbose_name=_("owner"),
        help_text=_("Left empty for the company itself."),
    )
    owned = models.ForeignKey(
        Partner,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="owners",
        verbose_name=_("owned"),
        help_text=_("Left empty for the company itself, or for a project."),
    )
    owned_project = models.ForeignKey(
        Project,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="owners",
        verbose_name=_("project owned"),
    )
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)

    objects = StakeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(DatedStatement.Meta):
        verbose_name = _("stake")
        verbose_name_plural = _("stakes")
        ordering = ["-paragraph__release__published_on", "id"]
        constraints = [
            *DatedStatement.Meta.constraints,
            models.CheckConstraint(
                name="stake_percent_is_a_share",
                condition=Q(percent__gt=0, percent__lte=100),
                violation_error_code="percent",
                violation_error_message=_("A stake is more than 0 and at most 100 percent."),
            ),
            models.CheckConstraint(
                name="stake_of_another",
                condition=Q(owner__isnull=True) | Q(owned__isnull=True) | ~Q(owner=F("owned")),
                violation_error_code="owned",
                violation_error_message=_("Nobody owns itself: name two different organizations."),
            ),
            models.CheckConstraint(
                name="stake_not_of_the_company_in_itself",
                condition=Q(owner__isnull=False)
                | Q(owned__isnull=False)
                | Q(owned_project__isnull=False),
                violation_error_code="owned",
                violation_error_message=_(
                    "Name the owner, or what is owned: the company cannot own itself."
                ),
            ),
            models.CheckConstraint(
                name="stake_of_one_thing",
                condition=Q(owned__isnull=True) | Q(owned_project__isnull=True),
                violation_error_code="owned_project",
                violation_error_message=_("A stake is in an organization or in a project."),
            ),
            models.UniqueConstraint(
                Coalesce("owner", 0, output_field=models.BigIntegerField()),
                Coalesce("owned", 0, output_field=models.BigIntegerField()),
                Coalesce("owned_project", 0, output_field=models.BigIntegerField()),
                "paragraph",
                name="stake_is_unique",
                violation_error_message=_("This paragraph is on file for this stake already."),
            ),
        ]

    def __str__(self) -> str:
        owner = self.owner or _("the company")
        owned = self.owned or self.owned_project or _("the company")
        return f"{owner} {percentage(self.percent)} → {owned}"

    @depends_on("timeline.partner", "timeline.project", "timeline.paragraph")
    def natural_key(self) -> tuple[str, str, str, str, int]:
        return (
            slug_or_nothing(self.owner),
            slug_or_nothing(self.owned),
            slug_or_nothing(self.owned_project),
            *self.paragraph.natural_key(),
        )


def owners_of_project(project: Project, at: datetime) -> list[Stake]:
    """Who owns the project, as public releases state. 1 query.

    Of one stake the newest statement comes first, and older ones follow it.
    """
    return by_stake(public_stakes(at).filter(owned_project=project))


def stakes_of_the_company(at: datetime) -> tuple[list[Stake], list[Stake]]:
    """(who owns the company, what it owns), as public releases state. 1 query."""
    in_it = Q(owned__isnull=True, owned_project__isnull=True)
    stakes = by_stake(public_stakes(at).filter(Q(owner__isnull=True) | in_it))
    owners = [stake for stake in stakes if stake.owner_id is not None]
    holdings = [stake for stake in stakes if stake.owner_id is None]
    return owners, holdings


def by_stake(statements: Iterable[Stake]) -> list[Stake]:
    """The statements with those of the same stake together, in the order of their first."""
    together: dict[tuple[int | None, ...], list[Stake]] = {}
    for stake in statements:
        ends = (stake.owner_id, stake.owned_id, stake.owned_project_id)
        together.setdefault(ends, []).append(stake)
    return list(chain.from_iterable(together.values()))


def public_stakes(at: datetime) -> StakeQuerySet:
    """Every stake whose release, owner and owned are public then, the newest first. No query."""
    owner = Q(owner__isnull=True) | public_condition(at, "partner", "owner__")
    owned = Q(owned__isnull=True) | public_condition(at, "partner", "owned__")
    project = Q(owned_project__isnull=True) | public_condition(at, "project", "owned_project__")
    stakes = Stake.objects.stated_publicly(at).filter(owner, owned, project)
    return stakes.with_source().select_related("owner", "owned", "owned_project")
