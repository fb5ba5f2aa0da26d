"""Invented words and dates for records of any size.

The same random numbers give the same text. Nothing reads a clock or a database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Generic, TypeVar

from timeline.dates import basis, periods
from timeline.dates.basis import Basis
from timeline.dates.periods import Span
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate

Card = TypeVar("Card")
Pair = tuple[str, str]  # the same text in English and in French

FIRST_DAY, LAST_DAY = date(2007, 1, 8), date(2026, 10, 30)  # of the releases: twenty calendar years
QUIET_YEARS = (2009, 2010, 2016, 2021)  # without a release
RELEASES_IN_A_BURST = 3
DAYS_OF_A_BURST = 50
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}

# How often each precision comes up: of 42 milestones, 10 are dated to the day.
PRECISIONS: Sequence[Precision] = (
    [Precision.DAY] * 10
    + [Precision.MONTH] * 5
    + [Precision.RANGE, Precision.YEAR] * 3
    + [
        Precision.QUARTER,
        Precision.SEASON,
        Precision.PART_OF_YEAR,
        Precision.BEFORE,
        Precision.ABOUT,
    ]
    * 2
    + [Precision.DURATION, Precision.NONE] * 2
    + [
        Precision.WEEK,
        Precision.PART_OF_MONTH,
        Precision.HALF,
        Precision.FISCAL_YEAR,
        Precision.AFTER,
        Precision.SINCE,
        Precision.WITHIN,
    ]
)
STANDINGS: Sequence[str] = (
    ["happened"] * 9 + ["under_way"] * 3 + ["planned"] * 6 + ["conditional"] * 2
)

# What a milestone that happened says of an earlier plan, or of work under way.
OUTCOMES: Sequence[str] = (
    ["achieved"] * 4 + ["partly_achieved", "withdrawn"] * 2 + ["suspended"] * 2 + ["ended"]
)

NO_BASIS = Basis("", "")
FISCAL_START = 4  # the month in which the company's fiscal years begin

COMPANY = "Example Resources Inc."
EXCHANGES: Sequence[Pair] = (
    ("Example Exchange", "XMPL"),
    ("Sample Market", "SMPL"),
    ("Mock Board", "MOCK"),
)  # name, code
PROJECTS = [
    "Kettle",
    "Lantern",
    "Ladle",
    "Thimble",
    "Bellows",
    "Candle",
    "Anchor",
    "Trivet",
    "Spindle",
    "Bobbin",
    "Saddle",
    "Whistle",
]
PROJECT_WEIGHTS = [12, 8, 5, 3, 2, 2, 1, 1, 1, 1, 1, 1]  # most news is of the first few
STEMS = [
    "Example",
    "Sample",
    "Specimen",
    "Placeholder",
    "Pretend",
    "Invented",
    "Imaginary",
    "Fictional",
]
ORGANISATIONS: Mapping[str, Pair] = {
    "company": ("{} Metals Inc.", "Métaux {} inc."),
    "crown_corporation": ("{} Power Corporation", "Société d’énergie {}"),
    "public_body": ("{} Mining Office", "Bureau des mines {}"),
    "initiative": ("{} Minerals Alliance", "Alliance des minéraux {}"),
    "university": ("{} Institute of Technology", "Institut de technologie {}"),
    "research_body": ("{} Centre for Minerals", "Centre des minéraux {}"),
    "regulator": ("{} Securities Commission", "Commission des valeurs {}"),
    "exchange": ("{} Stock Exchange", "Bourse {}"),
    "municipality": ("Town of {}", "Ville de {}"),
    "community": ("{} First Nation", "Première Nation {}"),
    "fund": ("{} Resource Fund", "Fonds de ressources {}"),
    "association": ("{} Prospectors Association", "Association des prospecteurs {}"),
    "media": ("{} Mining News", "Nouvelles minières {}"),
}
TITLES: Mapping[str, Pair] = {
    "event": (
        "Talk {} on {} at the Sample Metals Show",
        "Exposé {} sur {} au Salon Exemple des métaux",
    ),
    "agreement": ("Agreement {} for {}", "Entente {} pour {}"),
    "exploration": ("Drilling campaign {} at {}", "Campagne de forage {} à {}"),
    "resource": ("Resource estimate {} for {}", "Estimation des ressources {} pour {}"),
    "process": ("Leaching test {} for {}", "Essai de lixiviation {} pour {}"),
    "production": ("Pilot run {} at {}", "Essai pilote {} à {}"),
    "market": ("Market study {} on {}", "Étude de marché {} sur {}"),
    "financing": ("Placement {} for {}", "Placement {} pour {}"),
    "permit": ("Permit {} for {}", "Permis {} pour {}"),
    "corporate": ("Board decision {} on {}", "Décision {} du conseil sur {}"),
}
# What follows a title: some say it in three words, some in fifteen.
TITLE_ENDINGS: Sequence[Pair] = (
    ("", ""),
    ("", ""),
    (" with the Pretend Mining Office", " avec le Bureau des mines Pretend"),
    (
        ", including metallurgy, hydrology and a first mine plan",
        ", dont la métallurgie, l’hydrologie et un premier plan minier",
    ),
    (
        " in three stages, of which the second depends on what the first one shows",
        " en trois étapes, dont la deuxième dépend de ce que montre la première",
    ),
)
CONDITIONS: Sequence[Pair] = (
    ("if the pilot run is commercially viable", "si l’essai pilote est rentable"),
    ("subject to financing", "sous réserve du financement"),
    ("once the permit is granted", "une fois le permis accordé"),
)
PLACES: Sequence[Pair] = (
    ("Exampleville", "Exempleville"),
    ("Port Sample", "Port-Échantillon"),
    ("Sampleton", "Sampleton"),
    ("Lake Placeholder", "Lac-Fictif"),
)
SENTENCES: Sequence[Pair] = (
    ("The figures in this sentence are invented.", "Les chiffres de cette phrase sont inventés."),
    (
        "Nobody drilled, sampled or signed anything.",
        "Personne n’a foré, échantillonné ni signé quoi que ce soit.",
    ),
    ("The aluminum tray weighed about 12.5 kg.", "Le plateau d’aluminium pesait environ 12,5 kg."),
    (
        "A team of six will look at the results in Sampleton.",
        "Une équipe de six verra les résultats à Sampleton.",
    ),
    ("The work goes on as the weather allows.", "Les travaux se poursuivent selon la météo."),
    ("Further news will follow when there is any.", "D’autres nouvelles suivront s’il y en a."),
)
PEOPLE: Sequence[str] = (
    "Pat Example",
    "Sam Sample",
    "Alex Specimen",
    "Camille Fictif",
    "Robin Placeholder",
)


class Deck(Generic[Card]):
    """Deals its cards in random order.

    It is shuffled anew each time it is empty: so it is left to chance, yet each card comes up.
    """

    def __init__(self, rng: Random, cards: Sequence[Card]) -> None:
        self.rng, self.cards = rng, cards
        self.left: list[Card] = []

    def deal(self) -> Card:
        self.left = self.left or self.rng.sample(self.cards, len(self.cards))
        return self.left.pop()


def release_days(rng: Random, count: int) -> list[date]:
    """The days of so many releases, oldest first, over the twenty years.

    News comes in bursts of a few weeks, and in some years there is none.
    """
    busy_years = []
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        if year not in QUIET_YEARS:
            busy_years.append(year)
    bursts = max(1, count // RELEASES_IN_A_BURST)
    starts = []
    for place in range(bursts):
        year = busy_years[int((place + rng.random()) * len(busy_years) / bursts)]
        starts.append(_start_of_burst(rng, year))
    days = [FIRST_DAY]
    for place in range(1, count):
        start = starts[place % bursts]
        days.append(min(start + timedelta(days=rng.randint(0, DAYS_OF_A_BURST)), LAST_DAY))
    return sorted(days)


def _start_of_burst(rng: Random, year: int) -> date:
    """A day from which the burst ends within its year."""
    first = date(year, 1, 8)
    last = date(year, 12, 31) - timedelta(days=DAYS_OF_A_BURST)
    return first + timedelta(days=rng.randint(0, (last - first).days))


def few_empty(rng: Random, pair: Pair) -> Pair:
    """The pair, one in twenty without its French and one in fifty without its English."""
    english, french = pair
    chance = rng.random()
    if chance < 0.05:
        return english, ""
    if chance > 0.98:
        return "", french
    return pair


def passage(rng: Random, sentences: int) -> Pair:
    """So many sentences, at most six."""
    chosen = rng.sample(SENTENCES, sentences)
    return " ".join(en for en, _ in chosen), " ".join(fr for _, fr in chosen)


def about_when(rng: Random, standing: str, stated_on: date) -> date:
    """A day that fits what a release of that day says: past, near, or up to three years ahead."""
    first, last = {"happened": (-200, -7), "under_way": (-30, 30)}.get(standing, (20, 1100))
    return stated_on + timedelta(days=rng.randint(first, last))


def stated_date(rng: Random, precision: Precision, day: date, stated_on: date) -> StatedDate:
    """A date of that precision, around that day, in words that read as its bounds."""
    return BUILDERS[precision](rng, day, stated_on)


def _dated(precision: Precision, words: str, span: Span, why: Basis = NO_BASIS) -> StatedDate:
    return StatedDate(words, precision, span.earliest, span.latest, why.en, why.fr)


def _months_of(year: int, bounds: tuple[int, int]) -> Span:
    first, last = bounds
    return periods.months(year, first, last)


def _words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _month_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _part(names: Mapping[str, tuple[int, int]], at: int) -> str:
    """The first name of the table whose months or days hold that one."""
    return next(name for name, (first, last) in names.items() if first <= at <= last)


def _day(rng: Random, day: date, stated_on: date) -> StatedDate:
    """Half of those in the release's own year are printed without it."""
    span = Span(day, day)
    if day.year == stated_on.year and rng.random() < 0.5:
        return _dated(Precision.DAY, _words(day).partition(",")[0], span, basis.YEAR)
    return _dated(Precision.DAY, _words(day), span)


def _range(rng: Random, day: date, stated_on: date) -> StatedDate:
    first = day.replace(day=min(day.day, 22))
    last = first + timedelta(days=rng.randint(1, 5))
    words = f"{MONTHS[first.month - 1]} {first.day} to {last.day}, {first.year}"
    return _dated(Precision.RANGE, words, Span(first, last))


def _week(rng: Random, day: date, stated_on: date) -> StatedDate:
    week = periods.week_of(day)
    return _dated(Precision.WEEK, f"week of {_words(week.earliest)}", week)


def _month(rng: Random, day: date, stated_on: date) -> StatedDate:
    return _dated(
        Precision.MONTH, _month_words(day), periods.months(day.year, day.month, day.month)
    )


def _part_of_month(rng: Random, day: date, stated_on: date) -> StatedDate:
    part = _part(periods.PARTS_OF_MONTH, day.day)
    span = periods.part_of_month(day.year, day.month, part)
    return _dated(Precision.PART_OF_MONTH, f"{part} {_month_words(day)}", span, basis.DAYS_SORTED)


def _quarter(rng: Random, day: date, stated_on: date) -> StatedDate:
    part = _part(periods.QUARTERS, day.month)
    words = rng.choice([f"Q{part} {day.year}", f"{ORDINALS[part]} quarter of {day.year}"])
    return _dated(Precision.QUARTER, words, _months_of(day.year, periods.QUARTERS[part]))


def _half(rng: Random, day: date, stated_on: date) -> StatedDate:
    part = _part(periods.HALVES, day.month)
    words = f"{ORDINALS[part]} half of {day.year}"
    return _dated(Precision.HALF, words, _months_of(day.year, periods.HALVES[part]))


def _season(rng: Random, day: date, stated_on: date) -> StatedDate:
    part = _part(periods.SEASONS, day.month)
    span = _months_of(day.year, periods.SEASONS[part])
    return _dated(Precision.SEASON, f"{part} {day.year}", span, basis.MONTHS_SORTED)


def _part_of_year(rng: Random, day: date, stated_on: date) -> StatedDate:
    part = _part(periods.PARTS_OF_YEAR, day.month)
    span = _months_of(day.year, periods.PARTS_OF_YEAR[part])
    return _dated(Precision.PART_OF_YEAR, f"{part} {day.year}", span, basis.MONTHS_SORTED)


def _year(rng: Random, day: date, stated_on: date) -> StatedDate:
    return _dated(Precision.YEAR, str(day.year), periods.months(day.year, 1, 12))


def _fiscal_year(rng: Random, day: date, stated_on: date) -> StatedDate:
    span = periods.fiscal_year(day.year, FISCAL_START)
    why = basis.fiscal_year_from(FISCAL_START)
    return _dated(Precision.FISCAL_YEAR, f"fiscal {day.year}", span, why)


def _before(rng: Random, day: date, stated_on: date) -> StatedDate:
    return StatedDate(f"on or before {_words(day)}", Precision.BEFORE, None, day)


def _after(rng: Random, day: date, stated_on: date) -> StatedDate:
    return StatedDate(f"on or after {_words(day)}", Precision.AFTER, day, None)


def _since(rng: Random, day: date, stated_on: date) -> StatedDate:
    """It began before the release, which says that it was going on."""
    begun = min(day, stated_on - timedelta(days=rng.randint(30, 300)))
    return StatedDate(f"since {_words(begun)}", Precision.SINCE, begun, None)


def _within(rng: Random, day: date, stated_on: date) -> StatedDate:
    first = day.replace(day=min(day.day, 22))
    last = first + timedelta(days=rng.randint(1, 5))
    words = f"between {MONTHS[first.month - 1]} {first.day} and {last.day}, {first.year}"
    return _dated(Precision.WITHIN, words, Span(first, last), basis.WINDOW)


def _about(rng: Random, day: date, stated_on: date) -> StatedDate:
    return _dated(
        Precision.ABOUT,
        f"about {_month_words(day)}",
        periods.months(day.year, day.month, day.month),
    )


def _duration(rng: Random, day: date, stated_on: date) -> StatedDate:
    """Half of them with a start, and so with the window in which they end."""
    least = rng.randint(3, 18)
    words = f"{least} to {least + 6} months"
    if rng.random() < 0.5:
        no_start = basis.NO_START
        return StatedDate(words, Precision.DURATION, None, None, no_start.en, no_start.fr)
    span = Span(periods.add_months(day, least), periods.add_months(day, least + 6))
    return _dated(Precision.DURATION, f"{words} from {_words(day)}", span, basis.WINDOW_OF_END)


def _none(rng: Random, day: date, stated_on: date) -> StatedDate:
    return StatedDate("", Precision.NONE)


BUILDERS: Mapping[Precision, Callable[[Random, date, date], StatedDate]] = {
    Precision.DAY: _day,
    Precision.RANGE: _range,
    Precision.WEEK: _week,
    Precision.MONTH: _month,
    Precision.PART_OF_MONTH: _part_of_month,
    Precision.QUARTER: _quarter,
    Precision.HALF: _half,
    Precision.SEASON: _season,
    Precision.PART_OF_YEAR: _part_of_year,
    Precision.YEAR: _year,
    Precision.FISCAL_YEAR: _fiscal_year,
    Precision.BEFORE: _before,
    Precision.AFTER: _after,
    Precision.SINCE: _since,
    Precision.WITHIN: _within,
    Precision.ABOUT: _about,
    Precision.DURATION: _duration,
    Precision.NONE: _none,
}
