"""How many examples Hypothesis tries.

``TEST_EXAMPLES=10 ./run test tests/queries`` tries ten times as many. ``./run test --quick`` tries
a tenth.
"""

from __future__ import annotations

import os

FACTOR = float(os.environ.get("TEST_EXAMPLES", "1"))


def examples(number: int) -> int:
    """The examples to try where a whole run tries that many."""
    return max(3, round(number * FACTOR))
