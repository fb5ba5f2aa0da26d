"""What visitors take as fact from what paragraphs state: names over time, listings, figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from timeline.dates.partial import stated_partial
from timeline.dates.wording import write, write_day
from timeline.i18n.number_words import explained
from timeline.models import CompanyName, Figure, ListingPeriod, PartnerName
from timeline.models.cited_statement import CitedStatement, DatedStatement
from timeline.publishing.fact_changes import CorrectableFact, Facts, in_both_languages


def statement_fact(
    label: Any, statement: CitedStatement, text: Callable[[], str], *says: Any
) -> CorrectableFact:
    """What a paragraph states, with its days and the place where it stands.

    ``text`` is asked for in either language; ``says`` is compared beside the days and the place.
    """
    days: tuple[str, ...] = ()
    if isinstance(statement, DatedStatement):
        days = (statement.holds_from, statement.holds_until)
    read = in_both_languages(lambda language: _told(statement, text(), language))
    return CorrectableFact(label, read, says=(*says, *days, statement.paragraph_id))


def _told(statement: CitedStatement, text: str, language: str) -> str:
    release = statement.paragraph.release
    place = f"{write_day(release.published_on, language)}, ¶\u00a0{statement.paragraph.number}"
    parts = [text]
    if isinstance(statement, DatedStatement):
        for label, partial in ((_("from"), statement.holds_from), (_("to"), statement.holds_until)):
            if partial:
                parts.append(f"{label} {write(stated_partial(partial), language, inline=True)}")
    return f"{', '.join(parts)} ({place})"


def name_over_time(name: CompanyName | PartnerName) -> Facts:
    short_name = getattr(name, "short_name", "")
    fact = statement_fact(
        _("name over time"), name, lambda: name.name, name.name_en, name.name_fr, short_name
    )
    return {"": fact}


def listing_period(period: ListingPeriod) -> Facts:
    return {"": statement_fact(_("listed"), period, lambda: str(period.listing))}


def figure(stated: Figure) -> Facts:
    fact = statement_fact(
        _("figure"),
        stated,
        lambda: explained(stated.what, stated.as_printed),
        stated.value,
        stated.value_to,
        stated.unit,
        stated.as_printed,
    )
    return {"": fact}
