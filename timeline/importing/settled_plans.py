"""Open plans on file of which a statement of a draft may say what became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.importing.drafting import Draft
from timeline.importing.known_names import KnownName
from timeline.models import Milestone

Outcomes = Mapping[int, "tuple[ProposedOutcome, ...]"]


@dataclass(frozen=True)
class ProposedOutcome:
    """An open plan, and in words why the statement may settle, revise or repeat it."""

    plan: Milestone
    why: str


def outcomes_of(draft: Draft, names: Sequence[KnownName]) -> tuple[Outcomes, Outcomes]:
    """By index, what each dated and each undated statement of the draft may settle."""
    return {}, {}
