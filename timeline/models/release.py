"""Source documents: press releases, block by block, as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.i18n.bilingual import Bilingual, explained
from timeline.models.base import CheckedModel, Publishing, depends_on
from timeline.models.company import Listing
from timeline.models.querysets import ParagraphQuerySet, ReleaseQuerySet
from timeline.models.text_fingerprint import TextFingerprint, fingerprint
from timeline.models.translation_status import TranslatedModel

if TYPE_CHECKING:
    from timeline.models.document import DocumentRelation
    from timeline.models.plan_settlement import PlanSettlement


class ReleaseLanguage(models.TextChoices):
    """The language a release was issued in."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class DocumentType(models.TextChoices):
    """What sort of document a release is."""

    COMPANY_RELEASE = "company_release", _("Company release")
    OTHER_RELEASE = "other_release", _("Another organization’s release")
    FILING = "filing", _("Filing")
    REPORT = "report", _("Report")
    ARTICLE = "article", _("Article")
    PAGE = "page", _("Web page")


RELEASE_TYPES = (DocumentType.COMPANY_RELEASE, DocumentType.OTHER_RELEASE)


class Release(Publishing):
    """A source document, most often a press release of the company; never itself a milestone.

    Without ``issuer`` the company issued it.
    """

    slug = models.SlugField(
        _("address"), max_length=120, unique=True, help_text=_("Last part of its web address.")
    )
    document_type = models.CharField(
        _("document"),
        max_length=15,
        choices=DocumentType,
        default=DocumentType.COMPANY_RELEASE,
    )
    issuer = models.ForeignKey(
        "timeline.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued",
        db_index=False,  # the index of an issuer's releases in their order begins with it
        verbose_name=_("issuer"),
        help_text=_("Who issued it. Left empty for the company itself."),
    )
    issuer_name = models.CharField(
        _("issuer, as printed"),
        max_length=120,
        blank=True,
        help_text=_("The name that the document gives its issuer, in its own spelling."),
    )
    published_on = models.DateField(_("published on"), help_text=_("The day in its dateline."))
    headline_en = models.CharField(_("headline (English)"), max_length=250, blank=True)
    headline_fr = models.CharField(
        _("headline (French)"),
        max_length=250,
        blank=True,
        help_text=_("Only if it was issued in French, or is ours."),
    )
    headline_is_ours = models.BooleanField(
        _("the headline is ours"),
        default=False,
        help_text=_("The document has none. Visitors are told."),
    )
    place = models.CharField(
        _("place"), max_length=80, blank=True, help_text=_("The city in its dateline.")
    )
    wire = models.CharField(
        _("wire"), max_length=80, blank=True, help_text=_("Only if the document states one.")
    )
    language = models.CharField(
        _("language"), max_length=2, choices=ReleaseLanguage, default=ReleaseLanguage.ENGLISH
    )
    source_name = models.CharField(_("source"), max_length=120, blank=True)
    source_url = models.URLField(
        _("source address"),
        blank=True,
        help_text=_("Of the document itself, at its issuer; not of a home page or a re-post."),
    )
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    also_printed_en = models.CharField(
        _("also printed (English)"),
        max_length=250,
        blank=True,
        help_text=_("Accounts and pages named in it."),
    )
    also_printed_fr = models.CharField(_("also printed (French)"), max_length=250, blank=True)
    document_name = models.CharField(_("file"), max_length=120, blank=True)
    sha256 = models.CharField(
        _("SHA-256"),
        max_length=64,
        blank=True,
        validators=[RegexValidator(r"^[0-9a-f]{64}\Z", _("64 digits and letters from a to f."))],
        help_text=_("Of the document as it was read, so that a copy can be compared."),
    )
    listings = models.ManyToManyField(
        Listing,
        blank=True,
        related_name="releases",
        verbose_name=_("listings"),
        help_text=_("As printed in it."),
    )
    # Set by models.settlement.read_stated_settlements.
    stated_settlements: list[PlanSettlement] | None = None
    superseded_by: list[DocumentRelation]  # set by documents.set_superseding

    published_year = models.SmallIntegerField(null=True, editable=False)
    search_text = models.TextField(editable=False, default="")

    objects = ReleaseQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["public_from", "updated_at", "behind", "published_year", "search_text"],
        m2m_fields=[listings],
    )
    headline = Bilingual()
    summary = Bilingual()
    also_printed = Bilingual()

    class Meta(Publishing.Meta):
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-published_on", "id"]
        indexes = [
            *Publishing.Meta.indexes,
            models.Index(fields=["-published_on", "id"], name="releases_newest_first"),
            models.Index(fields=["issuer", "-published_on", "id"], name="releases_of_an_issuer"),
            # All that counts of releases ask for, so that they read no row.
            models.Index(
                fields=["published_year", "public_from", "document_type", "published_on"],
                name="releases_by_year",
            ),
        ]
        constraints = [
            *Publishing.Meta.constraints,
            models.CheckConstraint(
                name="release_type_fits_its_issuer",
                condition=~Q(document_type=DocumentType.COMPANY_RELEASE, issuer__isnull=False)
                & ~Q(document_type=DocumentType.OTHER_RELEASE, issuer__isnull=True),
                violation_error_code="issuer",
                violation_error_message=_(
                    "A company release has no issuer but the company; another organization’s "
                    "release names that organization."
                ),
            ),
            models.CheckConstraint(
                name="release_has_a_headline",
                condition=~Q(headline_en="") | ~Q(headline_fr=""),
                violation_error_code="headline_en",
                violation_error_message=_(
                    "Give a headline. If the document has none, write one and say that it is ours."
                ),
            ),
        ]

    def __str__(self) -> str:
        return explained(self.published_on, self.headline)

    @property
    def is_ours(self) -> bool:
        """Whether the company itself issued it."""
        return self.issuer_id is None

    def needs_both_languages(self, text: str) -> bool:
        """A document's own headline is as it was issued; ours is in both languages."""
        return super().needs_both_languages(text) and (text != "headline" or self.headline_is_ours)


class ParagraphKind(models.TextChoices):
    """What a block of a release is."""

    BODY = "body", _("Body")
    HEADING = "heading", _("Heading")
    CONTACT = "contact", _("Contact")
    CAUTION = "caution", _("Forward-looking caution")
    NOTICE = "notice", _("Notice of an exchange")
    ABOUT = "about", _("About a company")


class Paragraph(TranslatedModel, CheckedModel):
    """A block of the document between blank lines, headings included, numbered from 1."""

    release = models.ForeignKey(
        Release, models.CASCADE, related_name="paragraphs", verbose_name=_("release")
    )
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    kind = models.CharField(
        _("kind"), max_length=7, choices=ParagraphKind, default=ParagraphKind.BODY
    )
    summary_en = models.TextField(
        _("summary (English)"), blank=True, help_text=_("In our own words.")
    )
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    text = models.TextField(
        _("text"),
        blank=True,
        help_text=_("The document's own words, if the company may hold them here in full."),
    )

    # What the document's words are known again by, whether they are held or not (remember_text).
    text_hash = models.CharField(max_length=16, blank=True, editable=False)
    facts_hash = models.CharField(max_length=16, blank=True, editable=False)
    text_sketch = models.CharField(max_length=256, blank=True, editable=False)
    search_text = models.TextField(editable=False, default="")

    objects = ParagraphQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["behind", *TextFingerprint._fields, "search_text"])
    summary = Bilingual()

    found_words = ""  # set by release_outline: what a visitor looks for, if it has all of that

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["release", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "number"],
                name="paragraph_number_is_unique",
                violation_error_message=_("This release has a paragraph of this number already."),
            ),
            models.CheckConstraint(
                name="paragraph_counts_from_1",
                condition=Q(number__gte=1),
                violation_error_code="number",
                violation_error_message=_("Paragraphs are counted from 1."),
            ),
        ]
        # Only of paragraphs whose words were read: a record that was typed has none in them.
        indexes = [
            models.Index(
                fields=["text_hash"], condition=~Q(text_hash=""), name="paragraphs_by_text"
            ),
            models.Index(
                fields=["facts_hash"], condition=~Q(facts_hash=""), name="paragraphs_by_facts"
            ),
        ]

    def __str__(self) -> str:
        return f"¶\u00a0{self.number}, {self.release}"

    @depends_on("timeline.release")
    def natural_key(self) -> tuple[str, int]:
        return self.release.slug, self.number

    def get_absolute_url(self) -> str:
        return f"{self.release.get_absolute_url()}#p{self.number}"

    def remember_text(self, text: str) -> None:
        """Keep what the document's words are known again by. The words themselves are not kept."""
        self.text_hash, self.facts_hash, self.text_sketch = fingerprint(text)


class ContactManager(models.Manager["Contact"]):
    def get_by_natural_key(self, release: str, position: int) -> Contact:
        return self.get(release__slug=release, position=position)


class Contact(TranslatedModel, CheckedModel):
    """A person as printed in one release. Never merged across releases: people change posts."""

    release = models.ForeignKey(
        Release, models.CASCADE, related_name="contacts", verbose_name=_("release")
    )
    position = models.PositiveSmallIntegerField(
        _("position"), help_text=_("1 is the first one printed.")
    )
    name = models.CharField(_("name"), max_length=120)
    role_en = models.CharField(_("role (English)"), max_length=120, blank=True)
    role_fr = models.CharField(_("role (French)"), max_length=120, blank=True)
    organisation = models.CharField(
        _("organisation"),
        max_length=120,
        blank=True,
        help_text=_("Left empty for the company itself."),
    )
    phone = models.CharField(
        _("telephone"),
        max_length=24,
        blank=True,
        validators=[
            RegexValidator(
                r"^\+[0-9][0-9 -]{5,}\Z", _("Begin with + and the country, as +1 514 555-0100.")
            )
        ],
    )
    extension = models.CharField(
        _("extension"),
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^[0-9]+\Z", _("Digits only."))],
    )
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)

    objects = ContactManager()
    history = HistoricalRecords(excluded_fields=["behind"])
    role = Bilingual()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "position"],
                name="contact_position_is_unique",
                violation_error_message=_("Two contacts of a release cannot have one position."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @depends_on("timeline.release")
    def natural_key(self) -> tuple[str, int]:
        return self.release.slug, self.position

    @property
    def dial(self) -> str:
        """``tel:`` address (RFC 3966), with the extension where there is one."""
        number = "tel:+" + "".join(filter(str.isdigit, self.phone))
        if self.extension:
            number = f"{number};ext={self.extension}"
        return number
