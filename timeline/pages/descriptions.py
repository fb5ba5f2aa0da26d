"""What a selection is, in words: its heading, the sentence that says what is shown, its chips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from timeline.dates.wording import write_day
from timeline.i18n.bilingual import active_language
from timeline.i18n.number_words import capital, number_in_words, numbers_alike, quoted
from timeline.models.promise_place import SETTLED
from timeline.queries.parameters import values_of
from timeline.queries.selection import Selection

# The order in which sentences name the filters. Others follow, in the order of the form.
READING_ORDER = ("project", "partner", "kind", "standing", "outlook")
ENDED = (".", ".”")  # a name may end with a point: “Albecour Inc.”
SAID_IN_OWN_WORDS = {"q", "year", "dated", "as_of"}


@dataclass(frozen=True)
class FilterChip:
    """A filter that is on, and the address of the view without it."""

    text: str
    remove: str


def day(value: date) -> str:
    return write_day(value, active_language())


def either(values: list[str]) -> str:
    """The values of one parameter, as they are joined: "2018 or 2019"."""
    if len(values) < 2:
        return "".join(values)
    return _("%(first)s or %(last)s") % {"first": ", ".join(values[:-1]), "last": values[-1]}


def filter_chips(selection: Selection) -> list[FilterChip]:
    """One for each value of each filter that is on."""
    chips = []
    for name, value in selection.parameters.items():
        for one in value if isinstance(value, list) else [value]:
            text = _label_and_value(selection, name, value_in_words(selection, name, one))
            chips.append(FilterChip(text, selection.query(without=(name, one)) or "./"))
    return chips


def _label_and_value(selection: Selection, name: str, value: str) -> str:
    template = pgettext("a filter and its value", "%(name)s: %(value)s")
    return template % {"name": selection.filters.form.fields[name].label, "value": value}


def value_in_words(selection: Selection, name: str, value: Any) -> str:
    """One value of a filter, as sentences and chips write it."""
    if isinstance(value, date):
        return day(value)
    if selection.filters.filters[name].control == "search":
        return quoted(value)
    return selection.label(name, value)


def values_in_words(selection: Selection, name: str) -> str:
    """The values of a filter that is on: "2018 or 2019"."""
    value = selection.parameters[name]
    values = value if isinstance(value, list) else [value]
    return either([value_in_words(selection, name, one) for one in values])


def _named_in_order(selection: Selection) -> list[str]:
    """The filters that are on, in the order of reading, without those in SAID_IN_OWN_WORDS."""
    on = [name for name in selection.parameters if name not in SAID_IN_OWN_WORDS]
    known = [name for name in READING_ORDER if name in on]
    return known + [name for name in on if name not in READING_ORDER]


def heading(selection: Selection) -> str:
    """The view in a few words: "Crater Lake, 2018".

    The whole record has its own heading, in the template.
    """
    asked, parts = selection.parameters, []
    if "q" in asked:
        parts.append(values_in_words(selection, "q"))
    for name in _named_in_order(selection):
        parts.append(values_in_words(selection, name))
    if "year" in asked and selection.filters.by_announcement:
        parts.append(pgettext("heading", "announced in %s") % values_in_words(selection, "year"))
    elif "year" in asked:
        parts.append(values_in_words(selection, "year"))
    elif "dated" in asked:
        parts.append(_("no date given") if asked["dated"] == "none" else _("dated by announcement"))
    if "as_of" in asked:
        parts.append(_("as known on %s") % day(asked["as_of"]))
    return capital(", ".join(parts))


def sentence(selection: Selection) -> list[str]:
    """What is shown, in a sentence or two. The template adds the link to the undated ones."""
    if not selection.is_filtered:
        return whole_record(selection)
    if not selection.total:
        return [_nothing(selection)]
    said = capital(f"{_how_many(selection)}{_qualified(selection)}{_announced(selection)}")
    return [said if said.endswith(ENDED) else f"{said}."]


def _counted(number: int) -> str:
    counted: str = ngettext("%s milestone", "%s milestones", number) % number_in_words(number)
    return counted


def _how_many(selection: Selection) -> str:
    """ "Three milestones", "more than 1,000 milestones"."""
    if selection.is_more:
        return _("more than %s milestones") % number_in_words(selection.total)
    return _counted(selection.total)


def _qualified(selection: Selection) -> str:
    """ " dated 2019, of Crater Lake", in the order of reading."""
    asked, parts, number = selection.parameters, [], selection.total
    if "year" in asked:
        dated: str = ngettext("dated %s", "dated %s", number)
        template = announced_in(number) if selection.filters.by_announcement else dated
        parts.append(template % values_in_words(selection, "year"))
    for name in _named_in_order(selection):
        parts.append(_phrase(selection, name))
    if "q" in asked:
        mentions: str = ngettext("that mentions %s", "that mention %s", number)
        parts.append(mentions % values_in_words(selection, "q"))
    if asked.get("dated") == "none":
        parts.append(_("without a date"))
    if "as_of" in asked:
        parts.append(ngettext("known by %s", "known by %s", number) % day(asked["as_of"]))
    return f" {', '.join(parts)}" if parts else ""


def _phrase(selection: Selection, name: str) -> str:
    """A filter that is on, as its declaration says it; without a phrase, its label and values."""
    declared = selection.filters.filters[name]
    if not declared.phrase:
        return _label_and_value(selection, name, values_in_words(selection, name))
    chosen = values_of(selection.parameters[name])
    numbers = {"milestones": selection.total, "chosen": len(chosen)}
    values = []
    for value in chosen:
        said = value_in_words(selection, name, value)
        if value in declared.value_phrases:
            said = declared.value_phrases[value] % numbers
        values.append(quoted(said) if declared.in_quotes else said)
    phrase: str = declared.phrase % {"values": either(values), **numbers}
    return phrase


def _announced(selection: Selection) -> str:
    """When they were announced, if the year is that of the date: a plan for 2019 in 2018."""
    number = selection.total
    if "year" not in selection.parameters or selection.filters.by_announcement:
        return ""
    first, last = selection.counts.announced
    if not first or not last:
        return ""
    if first.year == last.year:
        return f", {announced_in(number) % first.year}"
    template = ngettext(
        "announced from %(first)s to %(last)s", "announced from %(first)s to %(last)s", number
    )
    return ", " + template % {"first": first.year, "last": last.year}


def announced_in(number: int) -> str:
    """French counts what was announced: "annoncé", "annoncés"."""
    template: str = ngettext("announced in %s", "announced in %s", number)
    return template


def _nothing(selection: Selection) -> str:
    if selection.parameters.keys() == {"year"}:
        return _("No milestone on file is dated %s.") % values_in_words(selection, "year")
    if len(selection.parameters) == 1:
        return _("No milestone on file matches this filter.")
    return _("No milestone on file matches all of these filters.")


def whole_record(selection: Selection) -> list[str]:
    """The record as a whole: how much there is of it, and how its plans stand."""
    if not selection.total and "as_of" in selection.parameters:
        return [_("No milestone had been announced by %s.") % day(selection.as_of_day)]
    if not selection.total:
        return [_("No milestone on file yet.")]
    return [in_brief(selection), *standings(selection), *outlooks(selection)]


def in_brief(selection: Selection) -> str:
    """What is shown, in one sentence that takes no more than the counts."""
    if selection.is_filtered or not selection.total:
        return sentence(selection)[0]
    template: str = ngettext(
        "There is %s. It links to the paragraph that states it.",
        "There are %s. Each links to the paragraph that states it.",
        selection.total,
    )
    return template % _how_many(selection)


def standings(selection: Selection) -> list[str]:
    """ "Ten happened and two were under way." """
    happened = selection.facet_count("standing", "happened")
    under_way = selection.facet_count("standing", "under_way")
    written = numbers_alike([happened, under_way])
    if selection.total == 1:
        written[1] = _("it")
    parts = []
    if happened:
        parts.append(ngettext("%s happened", "%s happened", happened) % written[happened])
    if under_way:
        template = ngettext("%s was under way", "%s were under way", under_way)
        parts.append(template % written[under_way])
    return [capital(_(" and ").join(parts)) + "."] if parts else []


def outlooks(selection: Selection) -> list[str]:
    """ "Ten were plans." and "For five, the date has passed …; five have no date."

    A plan that was revised is counted once, with its revisions.
    """
    counts = selection.promise_counts
    plans = counts.total()
    if not plans:
        return []
    numbers = {
        "settled": sum(counts[outlook] for outlook in SETTLED),
        "to_come": counts["ahead"] + counts["window_open"],
        "passed": counts["window_passed"],
        "undated": counts["no_date"],
    }
    written = numbers_alike([plans, *numbers.values()])
    if selection.total == 1:
        written[1] = _("it")
    counted = ngettext("%s was a plan", "%s were plans", plans) % written[plans]
    parts = []
    for name, number in numbers.items():
        if number == plans:
            parts.append(_all_plans(name, number))
        elif number:
            parts.append(_some_plans(name, number) % written[number])
    return [f"{capital(counted)}.", f"{capital('; '.join(parts))}."]


def _some_plans(name: str, number: int) -> str:
    """How some of several plans stand, with %s for their number."""
    return {
        "settled": ngettext(
            "for %s, a release says what came of it",
            "for %s, a release says what came of them",
            number,
        ),
        "to_come": ngettext("%s is still to come", "%s are still to come", number),
        "passed": ngettext(
            "for %s, the date has passed and no release here says what happened",
            "for %s, the date has passed and no release here says what happened",
            number,
        ),
        "undated": ngettext("%s has no date", "%s have no date", number),
    }[name]


def _all_plans(name: str, number: int) -> str:
    """How the only plan stands, or all of several that stand alike."""
    return {
        "settled": ngettext(
            "a release says what came of it", "for each, a release says what came of it", number
        ),
        "to_come": ngettext("it is still to come", "they are still to come", number),
        "passed": ngettext(
            "its date has passed and no release here says what happened",
            "for each, the date has passed and no release here says what happened",
            number,
        ),
        "undated": ngettext("it has no date", "they have no date", number),
    }[name]


def left_out(selection: Selection, held: Q, holds: str) -> list[str]:
    """What a format cannot hold, in words: a calendar what has no exact day. 1 query."""
    number = selection.rows.order_by().exclude(held).count()
    text = ngettext(
        "%s was given no date and is left out.", "%s were given no date and are left out.", number
    )
    if holds == "exact":
        text = ngettext(
            "%s has no exact day and is left out.", "%s have no exact day and are left out.", number
        )
    return [capital(text % _counted(number))] if number else []


def undated_elsewhere(selection: Selection) -> str:
    """What a year leaves out: milestones that were given no date are in no year."""
    number = selection.undated_elsewhere
    if not number:
        return ""
    if not selection.total:
        said = ngettext(
            "%s has no date, so no year lists it", "%s have no date, so no year lists them", number
        )
        return capital(said % _counted(number))
    said = ngettext(
        "%s more has no date, so no year lists it",
        "%s more have no date, so no year lists them",
        number,
    )
    return capital(said % number_in_words(number))


@dataclass(frozen=True)
class Description:
    """All that the page says of a selection."""

    heading: str
    sentences: list[str]
    brief: str
    """The first of the sentences: what there is."""
    undated_elsewhere: str
    chips: list[FilterChip]


def describe(selection: Selection) -> Description:
    sentences = sentence(selection)
    return Description(
        heading(selection),
        sentences,
        sentences[0],
        undated_elsewhere(selection),
        filter_chips(selection),
    )
