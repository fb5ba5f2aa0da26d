"""Posts over time: who held which, as documents state it, and what is not known between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.translation import gettext as _

from timeline.dates.partial import first_day, last_day
from timeline.i18n.holding_words import in_a_sentence
from timeline.models import Office, Partner, Post
from timeline.models.person import HELD_BY_SEVERAL


@dataclass(frozen=True)
class PostGap:
    """The time between two holders of which no document says who held the post.

    Both ends are a day, a month or a year, as far as it is known.
    """

    first: str
    last: str

    @property
    def sentence(self) -> str:
        ends = {"first": in_a_sentence(self.first), "last": in_a_sentence(self.last)}
        said = _("Between %(first)s and %(last)s no document on file says who held it.")
        return said % ends


@dataclass(frozen=True)
class PostLine:
    """One statement, and what is not known of the time before it."""

    post: Post
    gap: PostGap | None = None


@dataclass(frozen=True)
class OfficePosts:
    """The posts of one sort, in the order of time."""

    office: Office
    lines: list[PostLine]


@dataclass(frozen=True)
class OrganizationPosts:
    """The posts in an organization, by sort; without ``organization`` those in the company."""

    organization: Partner | None
    offices: list[OfficePosts] = field(default_factory=list)


def posts_over_time(posts: Iterable[Post], years: Collection[int] = ()) -> list[OrganizationPosts]:
    """The posts by organization, sort and time; of those years only, where any are given.

    What is not known is worked out from all of them. No query: person, organization and release
    are at hand.
    """
    shown: list[OrganizationPosts] = []
    for organization, held_there in _by_organization(posts):
        offices = []
        for office in Office:
            lines = _lines([post for post in held_there if post.office == office], office)
            lines = _in_years(lines, years)
            if lines:
                offices.append(OfficePosts(office, lines))
        if offices:
            shown.append(OrganizationPosts(organization, offices))
    return shown


def _by_organization(posts: Iterable[Post]) -> list[tuple[Partner | None, list[Post]]]:
    """The company first, then the others by name."""
    by_key: dict[int | None, list[Post]] = {}
    for post in posts:
        by_key.setdefault(post.organisation_id, []).append(post)
    groups = [(held[0].organisation, held) for held in by_key.values()]
    return sorted(groups, key=lambda group: group[0].name.casefold() if group[0] else "")


def in_order_of_time(posts: Iterable[Post]) -> list[Post]:
    """By the first day on which each is known to have been held."""
    return sorted(posts, key=lambda post: (first_day(post.known_from), post.stated_on, post.pk))


def _lines(posts: Iterable[Post], office: Office) -> list[PostLine]:
    lines: list[PostLine] = []
    last: Post | None = None  # the one known to have been held longest so far
    for post in in_order_of_time(posts):
        gap = None
        if last is not None and office not in HELD_BY_SEVERAL:
            gap = _gap(last, post)
        lines.append(PostLine(post, gap))
        if last is None or last_day(post.known_until) >= last_day(last.known_until):
            last = post
    return lines


def _gap(earlier: Post, later: Post) -> PostGap | None:
    """What is not known between two different holders; None where nothing is open for certain."""
    if earlier.person_id == later.person_id:
        return None
    follows = last_day(earlier.known_until) + timedelta(days=1)
    if first_day(later.known_from) <= follows:
        return None
    return PostGap(earlier.known_until, later.known_from)


def _in_years(lines: list[PostLine], years: Collection[int]) -> list[PostLine]:
    """The lines of those years. A gap stays where the line above it does."""
    if not years:
        return lines
    kept: list[PostLine] = []
    above_is_kept = False
    for line in lines:
        is_kept = any(line.post.was_held_in(year) for year in years)
        if is_kept:
            kept.append(line if above_is_kept else PostLine(line.post))
        above_is_kept = is_kept
    return kept


def years_of(posts: Iterable[Post]) -> list[int]:
    """The years in which some post is known to have been held, the newest first."""
    years: set[int] = set()
    for post in posts:
        years.update(range(int(post.known_from[:4]), int(post.known_until[:4]) + 1))
    return sorted(years, reverse=True)
