"""The values of public columns that tell statements over time: names, stakes and posts."""

from __future__ import annotations

from typing import Any

from timeline.exports.column_values import (
    ADDRESS,
    DAY,
    NAMED,
    NUMBER,
    STRING,
    TEXT,
    Schema,
    both_languages,
    named_value,
    object_schema,
    one_of,
    or_null,
)
from timeline.exports.named_rows import NamedRow
from timeline.exports.statement_rows import (
    HeldPost,
    NameOverTime,
    StakeRow,
    StatedFigure,
    StatedPeriod,
)
from timeline.models import Office

# A year, a month or a day (ISO 8601-1), as far as it is stated.
PARTIAL_DAY: Schema = {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}
PERCENT: Schema = {"type": "number", "exclusiveMinimum": 0, "maximum": 100}
PERIOD: dict[str, Schema] = {
    "from": or_null(PARTIAL_DAY),
    "until": or_null(PARTIAL_DAY),
    "stated_on": DAY,
    "source": ADDRESS,
}
OTHER_END: dict[str, Schema] = {
    "kind": one_of(["company", "organization", "project"]),
    "other": or_null(NAMED),
    "percent": PERCENT,
}

NAME_OVER_TIME = object_schema(name=TEXT, **PERIOD)
STAKE = object_schema(**OTHER_END, **PERIOD)
POST = object_schema(organization=or_null(NAMED), office=one_of(Office), title=TEXT, **PERIOD)

FIGURE = object_schema(
    what=TEXT,
    value=NUMBER,
    value_to=or_null(NUMBER),
    unit=STRING,
    as_printed=STRING,
    stated_on=DAY,
    source=ADDRESS,
)


def figure_value(figure: StatedFigure) -> dict[str, Any]:
    return {
        "what": both_languages(figure.what),
        "value": figure.value,
        "value_to": figure.value_to,
        "unit": figure.unit,
        "as_printed": figure.as_printed,
        "stated_on": figure.stated_on.isoformat(),
        "source": figure.source,
    }


def period_value(period: StatedPeriod) -> dict[str, Any]:
    return {
        "from": period.holds_from or None,
        "until": period.holds_until or None,
        "stated_on": period.stated_on.isoformat(),
        "source": period.source,
    }


def named_or_null(named: NamedRow | None) -> dict[str, Any] | None:
    return named_value(named) if named else None


def slug_or_nothing(named: NamedRow | None) -> str:
    """The slug; "" for the company whose record this is."""
    return named.slug if named else ""


def name_over_time_value(name: NameOverTime) -> dict[str, Any]:
    return {"name": both_languages(name.name), **period_value(name.period)}


def stake_value(stake: StakeRow) -> dict[str, Any]:
    return {
        "kind": stake.kind,
        "other": named_or_null(stake.other),
        "percent": float(stake.percent),
        **period_value(stake.period),
    }


def post_value(post: HeldPost) -> dict[str, Any]:
    return {
        "organization": named_or_null(post.organization),
        "office": post.office,
        "title": both_languages(post.title),
        **period_value(post.period),
    }
