"""What stands at the top and the foot of every page: company, listings and contact."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _

from timeline.models import Company, Contact, Listing, Release


@dataclass(frozen=True)
class PageHeader:
    """``release`` is the newest by the page's day.

    Listings and contact are those printed in that release, never later ones. ``historical``: a
    later release is on file, so the contact may no longer answer.
    """

    company: Company
    release: Release | None = None
    listings: list[Listing] = field(default_factory=list)
    contact: Contact | None = None
    historical: bool = False


def page_header(at: datetime, by: date | None = None, of: Release | None = None) -> PageHeader:
    """The header of a page. At most 5 queries.

    ``by``: the day to which the page is bound (``as_of``, or that of a milestone). ``of``: the
    release whose own page it is. Without either the page is bound to today.
    """
    company = Company.objects.first() or Company(name=_("Company"), short_name=_("Company"))
    newest = Release.objects.published(at).newest_first().first()
    release, historical = newest, False
    if of:
        release = of
        historical = newest is not None and newest != of
    elif by and newest and newest.published_on > by:
        release = Release.objects.published(at).issued_by(by).newest_first().first()
        historical = True
    if release is None:
        return PageHeader(company)
    listings = list(release.listings.all())
    contact = release.contacts.filter(organisation="").first()
    return PageHeader(company, release, listings, contact, historical)
