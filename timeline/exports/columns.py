"""The public columns, each declared once.

JSON, CSV, the JSON Schema and the table on ``/about/data/`` are made from them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.exports.column import Column
from timeline.exports.column_values import (
    ADDRESS,
    COUNT,
    DATE,
    DATE_CELLS,
    DAY,
    DELAY,
    DELAY_CELLS,
    HOUR,
    KINDS,
    MOMENT,
    NAMED,
    NUMBER_FROM_1,
    OUTCOME,
    OUTLOOKS,
    PARTNER,
    PARTNER_KINDS,
    PROMISE,
    PROMISE_CELLS,
    SOURCE,
    STANDINGS,
    STRING,
    TEXT,
    Schema,
    both_languages,
    cell,
    date_cells,
    date_value,
    delay_cells,
    delay_value,
    json_value,
    named_value,
    one_of,
    or_null,
    outcome_value,
    partner_value,
    promise_cells,
    promise_value,
    settles_cells,
    settles_value,
    source_value,
)
from timeline.exports.release_values import (
    CONTACT,
    COPY,
    DOCUMENT_TYPES,
    LISTING,
    PARAGRAPH,
    RELATED,
    contact_value,
    copy_value,
    issuer_slug,
    listing_cell,
    listing_value,
    paragraph_value,
    related_cell,
    related_value,
)
from timeline.exports.statement_values import (
    NAME_OVER_TIME,
    POST,
    STAKE,
    name_over_time_value,
    post_value,
    slug_or_nothing,
    stake_value,
)


def text_column(name: str, meaning: str | Promise, attribute: str = "") -> Column:
    """A text in both languages: an object in JSON, a cell each in CSV.

    ``attribute`` of the row holds it; without one, the attribute that has the column's name.
    """

    def value(row: Any) -> dict[str, str]:
        return both_languages(getattr(row, attribute or name))

    def cell_values(row: Any) -> tuple[str, ...]:
        text = getattr(row, attribute or name)
        return text.en, text.fr

    return Column(name, meaning, TEXT, value, (f"{name}_en", f"{name}_fr"), cell_values)


def value_column(name: str, meaning: str | Promise, schema: Schema, attribute: str = "") -> Column:
    """One value: a day or a moment is written as ISO 8601; None is an empty cell in CSV."""

    def value(row: Any) -> Any:
        return json_value(getattr(row, attribute or name))

    def cell_values(row: Any) -> tuple[str, ...]:
        return (cell(value(row)),)

    return Column(name, meaning, schema, value, (name,), cell_values)


def list_column(
    name: str,
    meaning: str | Promise,
    item_schema: Schema,
    item_value: Callable[[Any], dict[str, Any]],
    item_cells: Mapping[str, Callable[[Any], str]],
) -> Column:
    """Several items: a list of objects in JSON.

    ``item_cells``: by heading, the text of an item. A cell joins those of all items with "; ".
    """

    def value(row: Any) -> list[dict[str, Any]]:
        return [item_value(item) for item in getattr(row, name)]

    def cell_values(row: Any) -> tuple[str, ...]:
        items = getattr(row, name)
        return tuple("; ".join(map(write, items)) for write in item_cells.values())

    schema = {"type": "array", "items": item_schema}
    return Column(name, meaning, schema, value, tuple(item_cells), cell_values)


# -- the columns ----------------------------------------------------------------------------------

ID = value_column("id", _("its address, the same in every language and for good"), ADDRESS)
SLUG = value_column("slug", _("last part of its address"), STRING)
PAGE = value_column("address", _("its page, in the language of this view"), ADDRESS)
UPDATED_AT = value_column("updated_at", _("last change of its row"), MOMENT)
VERSION = value_column("version", _("counts its changes, from 1"), NUMBER_FROM_1)

MILESTONES: tuple[Column, ...] = (
    ID,
    SLUG,
    PAGE,
    text_column("title", _("what it is called here")),
    text_column("summary", _("one or two sentences of our own")),
    value_column("kind", _("its kind"), one_of(KINDS)),
    value_column("standing", _("what the source says of it"), one_of(STANDINGS)),
    Column(
        "date",
        _(
            "as the source states it: its words, the same as we write them, how precise they are, "
            "the earliest and the latest day (to sort and filter by; exact only for a day or "
            "several days), what was inferred from what, and ISO 8601-2 (EDTF) where that says no "
            "more than the source"
        ),
        DATE,
        date_value,
        DATE_CELLS,
        date_cells,
    ),
    text_column("condition", _("what it depends on, if the source says so")),
    text_column("place", _("where")),
    value_column("announced_on", _("day of the earliest release that states it"), DAY),
    Column(
        "outlook",
        _(
            "where a plan stands on the day of this view, all that revise it taken together; of "
            "what was under way, whether it ended; else nothing"
        ),
        {"type": ["string", "null"], "enum": [*map(str, OUTLOOKS), None]},
        lambda row: row.outlook or None,
        ("outlook",),
        lambda row: (row.outlook,),
    ),
    list_column(
        "projects",
        _("the projects it concerns"),
        NAMED,
        named_value,
        {"projects": lambda project: project.slug},
    ),
    list_column(
        "partners",
        _("who else has a part in it, and which"),
        PARTNER,
        partner_value,
        {"partners": lambda part: part.partner.slug, "roles": lambda part: part.role},
    ),
    list_column(
        "sources",
        _("the releases and paragraphs that state it, oldest first"),
        SOURCE,
        source_value,
        {"sources": lambda source: source.id},
    ),
    Column(
        "settles",
        _("the first of the earlier plans that it says something of, and what"),
        or_null(OUTCOME),
        settles_value,
        ("settles", "settlement"),
        settles_cells,
    ),
    list_column(
        "settled_by",
        _("the later milestones that say what came of it, newest word first"),
        OUTCOME,
        outcome_value,
        {"settled_by": lambda outcome: outcome.milestone.id},
    ),
    UPDATED_AT,
    VERSION,
    value_column(
        "start_time",
        _("the hour at which it begins on its day, if the source gives it with its zone"),
        or_null(HOUR),
    ),
    value_column(
        "time_zone",
        _("the zone of that hour, as the IANA database names it: America/Toronto"),
        or_null(STRING),
    ),
    Column(
        "delay",
        _(
            "of a plan, how much later or earlier than planned it came, by the newest word on it "
            "or on the plans that revise it, and only as far as both dates prove: at least and at "
            "most so many units, in words too; nothing where they prove nothing"
        ),
        or_null(DELAY),
        lambda row: delay_value(row.delay),
        DELAY_CELLS,
        delay_cells,
    ),
    list_column(
        "settlements",
        _("all earlier plans that it says something of, and what of each"),
        OUTCOME,
        outcome_value,
        {
            "settlements": lambda outcome: outcome.milestone.id,
            "settlements_said": lambda outcome: outcome.settlement,
        },
    ),
    Column(
        "promise",
        _(
            "of a plan: the first plan, all plans that revise one another from it on, oldest "
            "first, how often it was revised, what settles it, and how late that was by the first "
            "date"
        ),
        or_null(PROMISE),
        promise_value,
        PROMISE_CELLS,
        promise_cells,
    ),
)

RELEASES: tuple[Column, ...] = (
    ID,
    SLUG,
    PAGE,
    value_column("published_on", _("the day in its dateline"), DAY),
    text_column("headline", _("its headline"), attribute="title"),
    value_column(
        "headline_is_ours",
        _("whether the document has none"),
        {"type": "boolean"},
        attribute="title_is_ours",
    ),
    text_column("summary", _("what it says, in our own words")),
    value_column("language", _("of the document"), one_of(["en", "fr"])),
    value_column("place", _("the city in its dateline"), STRING),
    value_column("wire", _("the service that carried it, if it says so"), STRING),
    value_column("source_name", _("where the document comes from"), STRING),
    value_column("source_url", _("its address there"), STRING),
    value_column("paragraphs", _("how many paragraphs it has"), COUNT),
    value_column("milestones", _("how many milestones cite it"), COUNT),
    UPDATED_AT,
    VERSION,
    value_column("document_type", _("what sort of document it is"), one_of(DOCUMENT_TYPES)),
    Column(
        "issuer",
        _("the organization that issued it, as partners are named; nothing for the company"),
        or_null(STRING),
        issuer_slug,
        ("issuer",),
        lambda row: (cell(issuer_slug(row)),),
    ),
    value_column("issuer_name", _("the name of its issuer, as printed in it"), STRING),
    value_column("document_name", _("the file that was read"), STRING),
    value_column("sha256", _("of that file, so that a copy can be compared"), STRING),
    list_column(
        "listings",
        _("the listings printed in it; with the organization unless that is the company"),
        LISTING,
        listing_value,
        {"listings": listing_cell},
    ),
    list_column(
        "copies",
        _("where it stands: the copy that was read, and others; nothing for what is not stated"),
        COPY,
        copy_value,
        {
            "copies": lambda copy: copy.url,
            "copy_publishers": lambda copy: copy.publisher,
            "copy_dates": lambda copy: copy.printed_date,
        },
    ),
    list_column(
        "relations",
        _("the documents that it corrects, replaces, repeats or translates"),
        RELATED,
        related_value,
        {"relations": related_cell},
    ),
    list_column(
        "related_by",
        _("the documents that correct, replace, repeat or translate it"),
        RELATED,
        related_value,
        {"related_by": related_cell},
    ),
    list_column(
        "contacts",
        _("the contacts printed in it; without an organization they are the company’s"),
        CONTACT,
        contact_value,
        {"contacts": lambda contact: contact.name},
    ),
    list_column(
        "outline",
        _("its paragraphs in our own words, and their text where it is held; in CSV their kinds"),
        PARAGRAPH,
        paragraph_value,
        {"outline": lambda paragraph: f"{paragraph.number} {paragraph.kind}"},
    ),
)

PARTNERS: tuple[Column, ...] = (
    ID,
    SLUG,
    PAGE,
    text_column("name", _("what it is called")),
    value_column("kind", _("what sort of organization it is"), one_of(PARTNER_KINDS)),
    value_column("country", _("ISO 3166-1 code, if a document states it"), STRING),
    value_column("website", _("its own address"), STRING),
    text_column("summary", _("what documents say of it, in our own words")),
    list_column(
        "names",
        _("its names over time: from and until when each holds, and the paragraph that states it"),
        NAME_OVER_TIME,
        name_over_time_value,
        {"names": lambda name: name.name["en"], "names_from": lambda name: name.period.holds_from},
    ),
    list_column(
        "owners",
        _("who owns how much of it, the newest statement first; null is the company"),
        STAKE,
        stake_value,
        {
            "owners": lambda stake: slug_or_nothing(stake.other),
            "owners_percent": lambda stake: stake.percent,
            "owners_stated_on": lambda stake: stake.period.stated_on.isoformat(),
        },
    ),
    list_column(
        "holdings",
        _("how much it owns of whom, the newest statement first; null is the company"),
        STAKE,
        stake_value,
        {
            "holdings": lambda stake: slug_or_nothing(stake.other),
            "holdings_percent": lambda stake: stake.percent,
            "holdings_stated_on": lambda stake: stake.period.stated_on.isoformat(),
        },
    ),
    value_column("milestones", _("how many milestones name it"), COUNT),
    UPDATED_AT,
    VERSION,
)

PEOPLE: tuple[Column, ...] = (
    ID,
    SLUG,
    PAGE,
    value_column("name", _("the name, as documents print it"), STRING),
    list_column(
        "posts",
        _(
            "the posts that documents state, in the order of time: the organization (null is the "
            "company), the sort of post, its title, from and until when if that is stated, and the "
            "paragraph that states it"
        ),
        POST,
        post_value,
        {
            "organizations": lambda post: slug_or_nothing(post.organization),
            "offices": lambda post: post.office,
            "titles_en": lambda post: post.title.en,
            "titles_fr": lambda post: post.title.fr,
            "from": lambda post: post.period.holds_from,
            "until": lambda post: post.period.holds_until,
            "stated_on": lambda post: post.period.stated_on.isoformat(),
            "sources": lambda post: post.period.source,
        },
    ),
    UPDATED_AT,
    VERSION,
)

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "milestones": MILESTONES,
    "releases": RELEASES,
    "plans": MILESTONES,
    "corrections": (),
    "partners": PARTNERS,
    "people": PEOPLE,
}
