"""Plans of an invented record that a later milestone may say something of."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import date
from random import Random

from devtools import sample_data
from timeline.models import Milestone, Project, Settlement, Standing
from timeline.models.plan_settlement import SETTLEMENTS_OF

REMEMBERED = 200
# By standing, what may be said of a milestone. Only a plan is changed by another milestone.
CAN_BE_SAID = {
    standing: {one for one in said if one != Settlement.CHANGED or standing != Standing.UNDER_WAY}
    for standing, said in SETTLEMENTS_OF.items()
}


@dataclass(frozen=True, eq=False)  # each is itself: comparing rows would take long
class RecordPlan:
    """What a later milestone may settle: it shares its kind and its projects."""

    milestone: Milestone
    projects: list[Project]
    stated_on: date


class OpenPlans:
    """The plans, and the work under way, of which more can be said."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.plans: deque[RecordPlan] = deque(maxlen=REMEMBERED)

    def remember(self, plan: RecordPlan) -> None:
        if plan.milestone.standing in SETTLEMENTS_OF:
            self.plans.append(plan)

    def settlement_by(self, standing: str) -> str:
        """What a milestone of that standing may say of an earlier plan; most say nothing."""
        if standing == Standing.UNDER_WAY or self.rng.random() > 0.3:
            return ""
        if standing == Standing.HAPPENED:
            return self.rng.choice(sample_data.OUTCOMES)
        return Settlement.CHANGED

    def find(self, day: date, settlement: str) -> RecordPlan | None:
        """Something that an earlier day announced and that this can be said of."""
        standings = [one for one, can_be_said in CAN_BE_SAID.items() if settlement in can_be_said]
        earlier = []
        for plan in self.plans:
            if plan.stated_on < day and plan.milestone.standing in standings:
                earlier.append(plan)
        return self.rng.choice(earlier) if earlier else None

    def settle(self, plan: RecordPlan, settlement: str) -> None:
        """Of a plan that was achieved in part, more may be said; of a revised one, of the newer."""
        if settlement != Settlement.PARTLY_ACHIEVED:
            self.plans.remove(plan)
