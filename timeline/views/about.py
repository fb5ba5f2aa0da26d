"""How to read the timeline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from timeline.dates.reading import read
from timeline.i18n.fiscal_years import fiscal_years_in_words
from timeline.models import CompanyName, ListingPeriod
from timeline.models.cited_statement import in_order_of_days
from timeline.models.company import fiscal_calendar_on_file
from timeline.models.status_marks import StatusMark, words_of
from timeline.publishing.corrections import corrections_of_company
from timeline.queries.filters import MilestoneFilters
from timeline.views.public_page import PublicPage, now

# (what a release says, the words to read): shown as the site writes such a date.
EXAMPLES = (
    ("13 July 2023", "13 July 2023"),
    ("12-16 November 2018", "12-16 November 2018"),
    ("early 2019", "early 2019"),
    ("the second quarter of 2021", "second quarter of 2021"),
    ("by 13 November 2018", "by 13 November 2018"),
    ("since January 2023", "since January 2023"),
    ("between 20 and 22 June 2018", "between 20 and 22 June 2018"),
    ("about 26-27 November 2018", "about 26-27 November 2018"),
    ("in the 2010s", "in the 2010s"),
    ("18 to 24 months", "18 to 24 months"),
    ("", ""),
)

MEANINGS = (
    ("h", _lazy("The source says that it took place.")),
    (
        "u",
        _lazy(
            "The source says that it was going on, on the day of the release. "
            "It says nothing about today."
        ),
    ),
    ("p", _lazy("The source says that it will take place.")),
    ("c", _lazy("The source says that it will take place if something else holds.")),
    ("o", _lazy("A plan whose date is now.")),
    (
        "x",
        _lazy(
            "The date of the plan has passed and no release on this site says what happened. "
            "It may well have been carried out."
        ),
    ),
    ("a", _lazy("A later release says that the plan was carried out, in time or not.")),
    ("r", _lazy("A later release says that part of the plan was carried out.")),
    ("g", _lazy("A later release gives it another date or another form.")),
    ("w", _lazy("A later release drops it.")),
    ("s", _lazy("A later release says that it was put on hold.")),
    ("e", _lazy("It was under way, and a later release says that it ended.")),
)


def about(request: HttpRequest) -> HttpResponse:
    """``/about/``: how dates are written, what the words mean, the parameters."""
    at, _today = now()
    names = CompanyName.objects.stated_publicly(at).with_source()
    periods = ListingPeriod.objects.stated_publicly(at).with_source().select_related("listing")
    of_ours = periods.filter(listing__partner=None, listing__releases__public_from__lte=at)
    context = {
        "corrections": corrections_of_company(at),
        "examples": [(said or _("nothing"), read(words)) for said, words in EXAMPLES],
        "words": [(StatusMark(code, words_of(code)), meaning) for code, meaning in MEANINGS],
        "names": in_order_of_days(names),
        "listing_periods": in_order_of_days(of_ours.distinct()),
        "fiscal_years": fiscal_years_in_words(fiscal_calendar_on_file()),
        "parameters": [
            (name, one.extra.get("help_text", ""))
            for name, one in MilestoneFilters.base_filters.items()
        ],
    }
    return PublicPage(request, at).render("timeline/about.html", context)
