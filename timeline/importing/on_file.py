"""A draft beside what is on file: what is known of it already. Reads the database, writes nothing.

The draft itself knows nothing of the record (``drafting``). What is found here is proposed to a
person, who decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from timeline.importing.drafting import Draft
from timeline.importing.known_blocks import KnownBlock, fingerprints_of, known_blocks
from timeline.importing.known_names import KnownName, known_names, read_names
from timeline.importing.reposts import Repost, reposts_of
from timeline.importing.settled_plans import ProposedOutcome, outcomes_of

__all__ = ["KnownBlock", "KnownName", "OnFile", "ProposedOutcome", "Repost", "compare"]


@dataclass(frozen=True)
class OnFile:
    """What the record has of a draft.

    ``blocks``: number of a paragraph -> the same text on file. ``reposts``: releases that are the
    same document, the likest first. ``outcomes``: index of a dated statement of the draft -> the
    open plans of which it may say what became, at most three, the likeliest first;
    ``undated_outcomes`` the same for the draft's undated statements. ``names``: the projects,
    organizations and people that the draft names, each with its row, or None where it is new.
    """

    blocks: Mapping[int, KnownBlock]
    reposts: tuple[Repost, ...]
    outcomes: Mapping[int, tuple[ProposedOutcome, ...]]
    undated_outcomes: Mapping[int, tuple[ProposedOutcome, ...]]
    names: tuple[KnownName, ...]


def compare(draft: Draft) -> OnFile:
    """What is on file of a draft. The number of queries does not depend on the record."""
    fingerprints = fingerprints_of(draft)
    names = read_names()
    outcomes, undated_outcomes = outcomes_of(draft, names.finder, timezone.now())
    return OnFile(
        blocks=known_blocks(fingerprints),
        reposts=reposts_of(draft, fingerprints),
        outcomes=outcomes,
        undated_outcomes=undated_outcomes,
        names=known_names(draft, names),
    )
