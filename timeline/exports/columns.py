"""The public columns, each declared once.

JSON, CSV, the JSON Schema and the table on ``/about/data/`` are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from timeline.exports.column import Column
from timeline.exports.column_kinds import (
    ID,
    PAGE,
    SLUG,
    UPDATED_AT,
    VERSION,
    list_column,
    text_column,
    value_column,
)
from timeline.exports.column_values import (
    COUNT,
    DATE,
    DATE_CELLS,
    DAY,
    DELAY,
    DELAY_CELLS,
    HOUR,
    KINDS,
    NAMED,
    OUTCOME,
    OUTLOOKS,
    PARTNER,
    PROMISE,
    PROMISE_CELLS,
    SOURCE,
    STANDINGS,
    STRING,
    cell,
    date_cells,
    date_value,
    delay_cells,
    delay_value,
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
from timeline.exports.columns_of_statements import FIGURES, PARTNERS, PEOPLE, STATEMENTS
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
from timeline.exports.statement_values import FIGURE, figure_value

MILESTONES: tuple[Column, ...] = (
    ID,
    SLUG,
    PAGE,
    text_column("title", _("what it is called here")),
    text_column("summary", _("one or two sentences of our own")),
    value_column("kind", _("its kind"), one_of(KINDS)),
    value_column("standing", _("what the release says of it"), one_of(STANDINGS)),
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
        _(
            "the documents and paragraphs that state it, oldest first, and what each states "
            "differently"
        ),
        SOURCE,
        source_value,
        {
            "sources": lambda source: source.id,
            "sources_state_en": lambda source: source.states.en,
            "sources_state_fr": lambda source: source.states.fr,
        },
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
    list_column(
        "figures",
        _(
            "figures that documents state of it: what, the value or a range, the unit, as printed, "
            "and the paragraph; no sums are made of them"
        ),
        FIGURE,
        figure_value,
        {"figures": lambda figure: f"{figure.what.en}: {figure.as_printed}"},
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

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "milestones": MILESTONES,
    "releases": RELEASES,
    "plans": MILESTONES,
    "corrections": (),
    "changes": (),
    "partners": PARTNERS,
    "people": PEOPLE,
    "figures": FIGURES,
    "statements": STATEMENTS,
}
