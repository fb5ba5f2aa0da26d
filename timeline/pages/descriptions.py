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
from timeline.i18n.number_words import capital, number_in_words, quoted
from timeline.queries.selection import Selection

PLANS_NOT_SETTLED = ("ahead", "window_open")


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
    found = []
    for name, value in selection.parameters.items():
        for one in value if isinstance(value, list) else [value]:
            label = selection.filters.form.fields[name].label
            text = pgettext("a filter and its value", "%(name)s: %(value)s") % {
                "name": label,
                "value": _shown(selection, name, one),
            }
            found.append(FilterChip(text, selection.query(without=(name, one)) or "./"))
    return found


def _shown(selection: Selection, name: str, value: Any) -> str:
    if name == "q":
        return quoted(value)
    if isinstance(value, date):
        return day(value)
    return selection.label(name, value)


def heading(selection: Selection) -> str:
    """The view in a few words: "Crater Lake, 2018". The whole record has its own heading, in the template."""
    asked, parts = selection.parameters, []
    for name in ("q", "project", "partner", "kind", "standing", "outlook"):
        if name in asked:
            values = asked[name] if isinstance(asked[name], list) else [asked[name]]
            parts.append(either([_shown(selection, name, value) for value in values]))
    if "year" in asked:
        years = either([str(year) for year in asked["year"]])
        parts.append(
            pgettext("heading", "announced in %s") % years
            if selection.filters.by_announcement
            else years
        )
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
    said = capital(f"{_counted(selection.total)}{_qualified(selection)}{_announced(selection)}")
    return [said if said.endswith(".") else f"{said}."]  # a name may end with one: "Albecour Inc."


def _counted(number: int) -> str:
    counted: str = ngettext("%s milestone", "%s milestones", number) % number_in_words(number)
    return counted


def _qualified(selection: Selection) -> str:
    """ " dated 2019, of Crater Lake", in the order of reading."""
    asked, parts, n = selection.parameters, [], selection.total
    templates = {
        "year": announced_in(n)
        if selection.filters.by_announcement
        else ngettext("dated %s", "dated %s", n),
        "project": _("of %s"),
        "partner": _("with %s"),
        "kind": _("of the kind “%s”"),
        "standing": _("that the source calls “%s”"),
        "outlook": _("whose outlook is “%s”"),
        "q": ngettext("that mentions %s", "that mention %s", n),
    }
    for name, template in templates.items():
        if name in asked:
            values = asked[name] if isinstance(asked[name], list) else [asked[name]]
            parts.append(template % either([_shown(selection, name, value) for value in values]))
    if asked.get("dated") == "none":
        parts.append(_("without a date"))
    if "as_of" in asked:
        parts.append(ngettext("known by %s", "known by %s", n) % day(asked["as_of"]))
    return f" {', '.join(parts)}" if parts else ""


def _announced(selection: Selection) -> str:
    """When they were announced, wherever the year asked for is that of the date: a plan for 2019 is said in 2018."""
    first, last, n = selection.counts["first"], selection.counts["last"], selection.total
    if "year" not in selection.parameters or selection.filters.by_announcement or not first:
        return ""
    if first.year == last.year:
        return f", {announced_in(n) % first.year}"
    template = ngettext(
        "announced from %(first)s to %(last)s", "announced from %(first)s to %(last)s", n
    )
    return ", " + template % {"first": first.year, "last": last.year}


def announced_in(number: int) -> str:
    """French counts what was announced: "annoncé", "annoncés"."""
    template: str = ngettext("announced in %s", "announced in %s", number)
    return template


def _nothing(selection: Selection) -> str:
    if selection.parameters.keys() == {"year"}:
        years = either([str(year) for year in selection.parameters["year"]])
        return _("No milestone on file is dated %s.") % years
    return _("No milestone on file fits all of this.")


def whole_record(selection: Selection) -> list[str]:
    """The record as a whole: how much there is of it, and how its plans stand."""
    if not selection.total:
        return [_("No milestone had been announced by %s.") % day(selection.as_of_day)]
    return [in_brief(selection), *standings(selection), *outlooks(selection)]


def in_brief(selection: Selection) -> str:
    """What is shown, in one sentence that takes no more than the counts."""
    if selection.is_filtered or not selection.total:
        return sentence(selection)[0]
    template: str = ngettext(
        "%s, tied to the paragraph that states it and dated no more precisely than its source.",
        "%s, each tied to the paragraph that states it and dated no more precisely than its source.",
        selection.total,
    )
    return template % capital(_counted(selection.total))


def standings(selection: Selection) -> list[str]:
    happened, under_way = (
        selection.facet_count("standing", "happened"),
        selection.facet_count("standing", "under_way"),
    )
    parts = []
    if happened:
        parts.append(ngettext("%s happened", "%s happened", happened) % number_in_words(happened))
    if under_way:
        parts.append(
            ngettext("%s was under way", "%s were under way", under_way)
            % number_in_words(under_way)
        )
    return [capital(_(" and ").join(parts)) + "."] if parts else []


def outlooks(selection: Selection) -> list[str]:
    """ "Of ten plans, five have seen their window pass with no outcome recorded here, and five were given no date." """
    plans = selection.facet_count("standing", "planned", "conditional")
    settled = selection.facet_count("outlook", "achieved", "changed", "withdrawn")
    to_come, passed = (
        selection.facet_count("outlook", *PLANS_NOT_SETTLED),
        selection.facet_count("outlook", "window_passed"),
    )
    undated = selection.facet_count("outlook", "no_date")
    parts = [
        text % number_in_words(number, feminine=True)  # "une prévision"
        for number, text in (
            (settled, ngettext("%s has an outcome on file", "%s have an outcome on file", settled)),
            (to_come, ngettext("%s is still to come", "%s are still to come", to_come)),
            (
                passed,
                ngettext(
                    "%s has seen its window pass with no outcome recorded here",
                    "%s have seen their window pass with no outcome recorded here",
                    passed,
                ),
            ),
            (undated, ngettext("%s was given no date", "%s were given no date", undated)),
        )
        if number
    ]
    if not parts:
        return []
    listed = (
        parts[0]
        if len(parts) == 1
        else _("%(first)s, and %(last)s")
        % {
            "first": ", ".join(parts[:-1]),
            "last": parts[-1],
        }
    )
    counted = ngettext("Of %s plan", "Of %s plans", plans) % number_in_words(plans, feminine=True)
    return [f"{counted}, {listed}."]


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
    said = ngettext(
        "%s more was given no date, so it is in no year",
        "%s more were given no date, so they are in no year",
        number,
    )
    if not selection.total:
        said = ngettext(
            "%s was given no date, so it is in no year",
            "%s were given no date, so they are in no year",
            number,
        )
    return capital(said % number_in_words(number))


@dataclass(frozen=True)
class Description:
    """All that the page says of a selection."""

    heading: str
    sentences: list[str]
    undated_elsewhere: str
    chips: list[FilterChip]


def describe(selection: Selection) -> Description:
    return Description(
        heading(selection),
        sentence(selection),
        undated_elsewhere(selection),
        filter_chips(selection),
    )
