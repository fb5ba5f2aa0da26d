"""What stands at the top and the foot of every page: company, listings and contact."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from timeline.models import Company, CompanyName, Contact, Listing, ListingPeriod, Release
from timeline.models.at_hand import by_owner
from timeline.models.company import named_on
from timeline.models.prepared import prepared
from timeline.models.visibility import public_condition

HeaderRow = TypeVar("HeaderRow", bound=Model)


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
    company = _first(_companies()) or Company(name=_("Company"), short_name=_("Company"))
    company = named_on(company, _company_names(at), day)
    newest = _first(_newest_release(date.max, at))
    release, historical = newest, False
    if of and of.is_ours:
        release = of
        historical = newest is not None and newest != of
    elif newest and newest.published_on > day:
        release = _first(_newest_release(day, at))
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


def _first(rows: list[HeaderRow]) -> HeaderRow | None:
    return rows[0] if rows else None


@prepared
def _companies() -> QuerySet[Company]:
    return Company.objects.order_by("pk")[:1]


@prepared
def _company_names(at: datetime) -> QuerySet[CompanyName]:
    return CompanyName.objects.stated_publicly(at)


@prepared
def _newest_release(by: date, at: datetime) -> QuerySet[Release]:
    """The company's newest release that was issued by that day."""
    ours = Release.objects.published(at).filter(issuer=None).issued_by(by)
    return ours.newest_first()[:1]


def _listings(release: Release, day: date, at: datetime) -> list[Listing]:
    """The company's listings that the release prints and that hold on the day. 2 queries."""
    printed = _printed_listings(release.pk)
    periods = by_owner(_periods({listing.pk for listing in printed}, at), "listing")
    listed = []
    for listing in printed:
        stated = periods[listing.pk]
        has_ended = any(period.last_day < day for period in stated)
        begins_later = any(period.holds_from and period.first_day > day for period in stated)
        if not has_ended and not begins_later:
            listed.append(listing)
    return listed


@prepared
def _printed_listings(release: int) -> QuerySet[Listing]:
    return Listing.objects.filter(releases=release, partner=None)


@prepared
def _periods(listings: set[int], at: datetime) -> QuerySet[ListingPeriod]:
    return ListingPeriod.objects.stated_publicly(at).filter(listing__in=listings)


def _newest_contact(release: Release, day: date, at: datetime) -> Contact | None:
    """The first contact that a release prints, or the newest one printed by that day.

    1 or 2 queries.
    """
    return _first(_own_contact(release.pk)) or _first(_contact_printed_by(day, at))


@prepared
def _own_contact(release: int) -> QuerySet[Contact]:
    contacts = Contact.objects.filter(release=release, organisation="")
    return contacts.select_related("release").order_by("position", "pk")[:1]


@prepared
def _contact_printed_by(day: date, at: datetime) -> QuerySet[Contact]:
    """The first contact of the company's newest release that prints one."""
    public = public_condition(at, "release", "release__")
    ours = Contact.objects.filter(
        public, organisation="", release__issuer=None, release__published_on__lte=day
    )
    newest_first = ours.order_by("-release__published_on", "release_id", "position", "pk")
    return newest_first.select_related("release")[:1]


def _full_years(printed: date, today: date) -> int:
    """How many full years lie between two days; 0 where the second is earlier."""
    years = today.year - printed.year
    if (today.month, today.day) < (printed.month, printed.day):
        years -= 1
    return max(years, 0)
