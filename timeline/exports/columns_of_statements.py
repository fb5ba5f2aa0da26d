"""The public columns of what documents state: organizations, people and figures."""

from __future__ import annotations

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
    ADDRESS,
    COUNT,
    DAY,
    NAMED,
    NUMBER,
    PARTNER_KINDS,
    STRING,
    named_value,
    one_of,
    or_null,
)
from timeline.exports.statement_values import (
    NAME_OVER_TIME,
    PARTIAL_DAY,
    PERCENT,
    POST,
    STAKE,
    name_over_time_value,
    named_or_null,
    post_value,
    slug_or_nothing,
    stake_value,
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

FIGURES: tuple[Column, ...] = (
    Column(
        "milestone",
        _("the milestone that it is stated of"),
        NAMED,
        lambda row: named_value(row.milestone),
        ("milestone", "milestone_en", "milestone_fr"),
        lambda row: (row.milestone.slug, row.milestone.name.en, row.milestone.name.fr),
    ),
    text_column("what", _("what it is a figure of")),
    value_column("value", _("the value, or the lower end of a range"), NUMBER),
    value_column("value_to", _("the upper end of a range"), or_null(NUMBER)),
    value_column("unit", _("the unit, or the currency (ISO 4217)"), STRING),
    value_column("as_printed", _("the figure as the document prints it"), STRING),
    value_column("stated_on", _("the day of the document that states it"), DAY),
    value_column("source", _("the paragraph that states it"), ADDRESS),
)

STATEMENTS: tuple[Column, ...] = (
    value_column(
        "kind",
        _("what sort of statement it is"),
        one_of(["name", "listing", "stake", "state", "post"]),
    ),
    Column(
        "of",
        _("the organization, the project or the person that it is of; nothing for the company"),
        or_null(NAMED),
        lambda row: named_or_null(row.of),
        ("of",),
        lambda row: (slug_or_nothing(row.of),),
    ),
    text_column("text", _("the name, the listing, the share, the state or the title")),
    Column(
        "other",
        _("of a stake what is owned, of a post where it is held; else nothing, as for the company"),
        or_null(NAMED),
        lambda row: named_or_null(row.other),
        ("other",),
        lambda row: (slug_or_nothing(row.other),),
    ),
    value_column("percent", _("of a stake, its share"), or_null(PERCENT)),
    value_column(
        "from",
        _("the first day, month or year, if it is stated"),
        or_null(PARTIAL_DAY),
        attribute="holds_from",
    ),
    value_column(
        "until",
        _("the last day, month or year, if it is stated"),
        or_null(PARTIAL_DAY),
        attribute="holds_until",
    ),
    value_column("stated_on", _("the day of the document that states it"), DAY),
    value_column("source", _("the paragraph that states it"), ADDRESS),
)
