"""What the "Cite" panel of a page says of that page, and the files of its reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.exports.reference_styles import apa, chicago, plain
from timeline.exports.references import Reference, bibtex, cited_address, ris
from timeline.http.etags import RecordVersion
from timeline.i18n.bilingual import active_language
from timeline.models import Company, Milestone, Release


@dataclass(frozen=True)
class ReferenceText:
    """One way to write a reference. ``rows``: how many lines it takes, about."""

    style: str
    text: str
    rows: int


@dataclass(frozen=True)
class CitePanel:
    """The texts of a reference, and where it is as a file. ``medium``: "Press release"."""

    reference: Reference
    medium: str
    files: str = ""
    """The address of its files without their suffix: "/milestones/drilling". "" for none."""

    @property
    def texts(self) -> list[ReferenceText]:
        reference = self.reference
        return [
            ReferenceText("APA", apa(reference, self.medium), 3),
            ReferenceText("Chicago", chicago(reference, self.medium), 3),
            ReferenceText(pgettext("reference", "One line"), plain(reference), 3),
            ReferenceText("BibTeX", bibtex(reference), 6),
            ReferenceText("RIS", ris(reference), 6),
        ]


@dataclass(frozen=True)
class CitedSite:
    """What all references of a request share."""

    request: HttpRequest
    company: Company
    version: RecordVersion
    today: date

    def reference(
        self, key: str, title: str, address: str, *, author: str = "", issued_on: date | None = None
    ) -> Reference:
        """``address`` begins with a slash. Without ``issued_on`` it is dated by the edition."""
        edition_on = self.version.edition_on
        return Reference(
            key=key,
            author=author or self.company.name,
            title=title,
            issued_on=issued_on or edition_on,
            container=_("%(company)s timeline") % {"company": self.company.name},
            address=self.request.build_absolute_uri(address),
            edition=self.version.number,
            edition_on=edition_on,
            read_on=self.today,
            language=active_language(),
        )

    def milestone(self, row: Milestone) -> CitePanel:
        page = row.get_absolute_url()
        reference = self.reference(row.slug, row.title, cited_address(page, self.today))
        return CitePanel(reference, _("Timeline entry"), page.rstrip("/"))

    def release(self, row: Release, issuer: str) -> CitePanel:
        """``issuer``: who issued it, "" where that is not public."""
        page = row.get_absolute_url()
        reference = self.reference(
            row.slug,
            row.headline,
            cited_address(page, self.today),
            author=issuer,
            issued_on=row.published_on,
        )
        return CitePanel(reference, row.get_document_type_display(), page.rstrip("/"))

    def view(self, title: str, address: str) -> CitePanel:
        """A view of the timeline. ``address`` says as of which day it is."""
        reference = self.reference(f"timeline-{self.today}", title, address)
        return CitePanel(reference, _("Timeline view"))
