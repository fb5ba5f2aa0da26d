"""What stands at the top and the foot of every page: whose record it is, its listings, whom to ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from timeline.models import Company, Contact, Listing, Release


@dataclass(frozen=True)
class PageHeader:
    """``release`` is the newest by the page's day. Listings and contact are those printed in it, never later ones."""

    company: Company
    release: Release | None = None
    listings: list[Listing] = field(default_factory=list)
    contact: Contact | None = None
    historical: bool = False  # a later release is on file, so the contact may no longer answer


def page_header(at: datetime, by: date | None = None, of: Release | None = None) -> PageHeader:
    """The masthead of a page that is bound to a day (``as_of``, a milestone), of a release's own page, or of today's.

    At most 5 queries.
    """
    company = Company.objects.first() or Company(name=_("Company"), short_name=_("Company"))
    newest = list(Release.objects.published(at).newest_first()[:1])
    release = newest[0] if newest else None
    historical = bool(release and (of != release if of else by and release.published_on > by))
    if of:
        release = of
    elif historical and by:
        release = Release.objects.published(at).issued_by(by).newest_first().first()
    if release is None:
        return PageHeader(company)
    listings = list(release.listings.all())
    contact = release.contacts.filter(organisation="").first()
    return PageHeader(company, release, listings, contact, historical)
