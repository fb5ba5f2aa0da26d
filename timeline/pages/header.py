"""What stands at the top and the foot of every page: company, listings and contact."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.models import Company, CompanyName, Contact, Listing, ListingPeriod, Release
from timeline.models.company import named_on


@dataclass(frozen=True)
class PageHeader:
    """The company as it was named on the page's day, and what documents had printed by then.

    ``release`` is the company's newest by that day: the listings are those printed in it, without
    what is stated to have ended. ``contact`` is the newest that any release of the company prints;
    ``contact_years`` is how many full years ago that was. ``historical``: a later release is on
    file, so the contact may no longer answer.
    """

    company: Company
    release: Release | None = None
    listings: list[Listing] = field(default_factory=list)
    contact: Contact | None = None
    contact_years: int = 0
    historical: bool = False

    @property
    def identity(self) -> tuple[Hashable, ...]:
        """What the top of a page depends on, besides the record."""
        release = self.release.pk if self.release else None
        return self.company.short_name, release, *(listing.pk for listing in self.listings)


def page_header(at: datetime, by: date | None = None, of: Release | None = None) -> PageHeader:
    """The header of a page. At most 8 queries.

    ``by``: the day to which the page is bound (``as_of``, or that of a milestone). ``of``: the
    release whose own page it is. Without either the page is bound to today.
    """
    today = timezone.localdate(at)
    day = of.published_on if of else by or today
    company = Company.objects.first() or Company(name=_("Company"), short_name=_("Company"))
    company = named_on(company, CompanyName.objects.stated_publicly(at), day)
    ours = Release.objects.published(at).filter(issuer=None).newest_first()
    newest = ours.first()
    release, historical = newest, False
    if of and of.is_ours:
        release = of
        historical = newest is not None and newest != of
    elif newest and newest.published_on > day:
        release = ours.issued_by(day).first()
        historical = True
    if release is None:
        return PageHeader(company, historical=historical)
    contact = _newest_contact(release, day, at)
    return PageHeader(
        company=company,
        release=release,
        listings=_listings(release, day, at),
        contact=contact,
        contact_years=_full_years(contact.release.published_on, today) if contact else 0,
        historical=historical,
    )


def _listings(release: Release, day: date, at: datetime) -> list[Listing]:
    """The company's listings that the release prints and that hold on the day. 2 queries."""
    stated = ListingPeriod.objects.stated_publicly(at)
    listings = release.listings.filter(partner=None).prefetch_related(Prefetch("periods", stated))
    listed = []
    for listing in listings:
        periods = listing.periods.all()
        has_ended = any(period.last_day < day for period in periods)
        begins_later = any(period.holds_from and period.first_day > day for period in periods)
        if not has_ended and not begins_later:
            listed.append(listing)
    return listed


def _newest_contact(release: Release, day: date, at: datetime) -> Contact | None:
    """The first contact that a release prints, or the newest one printed by that day.

    1 to 3 queries.
    """
    own = release.contacts.filter(organisation="").select_related("release").first()
    if own:
        return own
    ours = Release.objects.published(at).filter(issuer=None).issued_by(day)
    contacts = Contact.objects.filter(organisation="", release=OuterRef("pk"))
    printing = ours.filter(Exists(contacts)).newest_first().first()
    if printing is None:
        return None
    return printing.contacts.filter(organisation="").select_related("release").first()


def _full_years(printed: date, today: date) -> int:
    """How many full years lie between two days; 0 where the second is earlier."""
    years = today.year - printed.year
    if (today.month, today.day) < (printed.month, printed.day):
        years -= 1
    return max(years, 0)
