"""Who else is named in the record, and who owns how much of whom."""

from __future__ import annotations

from datetime import datetime

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.i18n.bilingual import Bilingual, percentage
from timeline.models.base import CheckedModel, Publishing, depends_on
from timeline.models.querysets import NamedQuerySet
from timeline.models.release import Paragraph
from timeline.models.visibility import public_condition


class PartnerKind(models.TextChoices):
    """What sort of organisation a partner is."""

    COMPANY = "company", _("Company")
    CROWN_CORPORATION = "crown_corporation", _("Crown corporation")
    PUBLIC_BODY = "public_body", _("Public body")
    INITIATIVE = "initiative", _("Initiative")
    UNIVERSITY = "university", _("University or laboratory")


class Partner(Publishing):
    """An organisation that a release names: a counterparty, an organiser, an owner."""

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("Last part of its web address.")
    )
    name_en = models.CharField(_("name (English)"), max_length=120)
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

    objects = NamedQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["public_from", "updated_at", "behind"])
    name = Bilingual()
    summary = Bilingual()

    class Meta(Publishing.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name


class StakeManager(models.Manager["Stake"]):
    def get_by_natural_key(self, owner: str, owned: str, release: str, number: int) -> Stake:
        return self.get(
            owner__slug=owner,
            owned__slug=owned,
            paragraph__release__slug=release,
            paragraph__number=number,
        )


class Stake(CheckedModel):
    """``owner`` holds ``percent`` of ``owned``, as a paragraph states on the day of its release."""

    owner = models.ForeignKey(
        Partner, models.CASCADE, related_name="holdings", verbose_name=_("owner")
    )
    owned = models.ForeignKey(
        Partner, models.CASCADE, related_name="owners", verbose_name=_("owned")
    )
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2)
    paragraph = models.ForeignKey(
        Paragraph, models.PROTECT, related_name="stakes", verbose_name=_("stated in")
    )

    objects = StakeManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("stake")
        verbose_name_plural = _("stakes")
        ordering = ["-paragraph__release__published_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="stake_percent_is_a_share",
                condition=Q(percent__gt=0, percent__lte=100),
                violation_error_code="percent",
                violation_error_message=_("A stake is more than 0 and at most 100 percent."),
            ),
            models.CheckConstraint(
                name="stake_of_another",
                condition=~Q(owner=F("owned")),
                violation_error_code="owned",
                violation_error_message=_("Nobody owns itself: name two different partners."),
            ),
            models.UniqueConstraint(
                fields=["owner", "owned", "paragraph"],
                name="stake_is_unique",
                violation_error_message=_("This paragraph is on file for this stake already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.owner} {percentage(self.percent)} → {self.owned}"

    @depends_on("timeline.partner", "timeline.paragraph")
    def natural_key(self) -> tuple[str, str, str, int]:
        return self.owner.slug, self.owned.slug, *self.paragraph.natural_key()


def stakes_of(partner: Partner, at: datetime) -> tuple[list[Stake], list[Stake]]:
    """(who owns the partner, what it owns), as public releases state, newest first. 1 query."""
    by_public_releases = public_condition(at, "release", "paragraph__release__")
    of_public_owners = public_condition(at, "partner", "owner__")
    of_public_owned = public_condition(at, "partner", "owned__")
    stakes = (
        Stake.objects.filter(Q(owner=partner) | Q(owned=partner))
        .filter(by_public_releases, of_public_owners, of_public_owned)
        .select_related("owner", "owned", "paragraph__release")
        .order_by("-paragraph__release__published_on", "id")
    )
    owners = [stake for stake in stakes if stake.owned_id == partner.pk]
    holdings = [stake for stake in stakes if stake.owner_id == partner.pk]
    return owners, holdings
