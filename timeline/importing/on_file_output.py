"""What is on file of a draft, as lines to read and as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from timeline.importing.known_blocks import KnownBlock
from timeline.importing.known_names import KnownName
from timeline.importing.on_file import OnFile
from timeline.importing.reposts import Repost
from timeline.importing.settled_plans import Outcomes, ProposedOutcome
from timeline.models import Company


def lines_on_file(found: OnFile) -> Iterator[str]:
    """A line for each thing that is known, with where it stands in the draft."""
    for repost in found.reposts:
        label = "same document" if repost.is_same else "copy of"
        yield f"{label:<13} {repost.release}: {repost.why}"
    for number, block in found.blocks.items():
        likeness = "the same text" if block.is_same else "nearly the same text"
        yield f"known block   ¶{number} {block.kind}, {likeness}: {block.paragraph}"
    for name in found.names:
        whose = f"on file as {name.row}" if name.row else "not on file"
        yield f"{name.kind:<13} {name.name} (¶{name.place.paragraph}): {whose}"
    for word, outcomes in (("dated", found.outcomes), ("undated", found.undated_outcomes)):
        for index, plans in outcomes.items():
            for outcome in plans:
                yield f"open plan     {word} statement {index + 1}: {outcome.plan}"
                yield f"              {outcome.why}"


def on_file_as_json(found: OnFile) -> dict[str, Any]:
    """The value of ``on_file`` in ``draft_release --json``. Rows are named by their addresses."""
    return {
        "blocks": [_block(number, block) for number, block in found.blocks.items()],
        "reposts": list(map(_repost, found.reposts)),
        "outcomes": _outcomes(found.outcomes),
        "undated_outcomes": _outcomes(found.undated_outcomes),
        "names": list(map(_name, found.names)),
    }


def _repost(repost: Repost) -> dict[str, Any]:
    return {
        "release": repost.release.slug,
        "same": repost.is_same,
        "likeness": round(repost.likeness, 2),
        "why": repost.why,
    }


def _block(number: int, block: KnownBlock) -> dict[str, Any]:
    return {
        "paragraph": number,
        "kind": block.kind,
        "same": block.is_same,
        "summary": {"en": block.summary_en, "fr": block.summary_fr},
        "release": block.paragraph.release.slug,
        "number": block.paragraph.number,
    }


def _outcomes(outcomes: Outcomes) -> list[dict[str, Any]]:
    """``statement`` counts from 0 in ``dated_statements`` or ``undated_statements``."""
    found = []
    for index, plans in outcomes.items():
        found.append({"statement": index, "plans": list(map(_plan, plans))})
    return found


def _plan(outcome: ProposedOutcome) -> Mapping[str, str]:
    return {"milestone": outcome.plan.slug, "title": outcome.plan.title, "why": outcome.why}


def _name(name: KnownName) -> dict[str, Any]:
    """``slug`` is null for a name that is not on file, and for the company, which has none."""
    row = name.row
    return {
        "kind": name.kind,
        "name": name.name,
        "paragraph": name.place.paragraph,
        "is_company": isinstance(row, Company),
        "slug": row.slug if row and not isinstance(row, Company) else None,
    }
