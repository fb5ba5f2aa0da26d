"""When fiscal years begin, in words."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from timeline.dates.fiscal import UNKNOWN, FiscalCalendar, FiscalStart, starting_in
from timeline.i18n.fiscal_years import fiscal_years_in_words

CHANGED = FiscalCalendar((FiscalStart(1), FiscalStart(4, date(2022, 4, 1))))
TWICE = FiscalCalendar((*CHANGED.starts, FiscalStart(7, date(2024, 7, 1))))
LATELY = FiscalCalendar((FiscalStart(8, date(2022, 8, 1)),))


@pytest.mark.parametrize(
    ("calendar", "english", "french"),
    [
        (UNKNOWN, "", ""),
        (starting_in(4), "in April", "en avril"),
        (
            CHANGED,
            "in April; up to fiscal 2021, in January",
            "en avril; jusqu’à l’exercice 2021, en janvier",
        ),
        (
            TWICE,
            "in July; up to fiscal 2024, in April; up to fiscal 2021, in January",
            "en juillet; jusqu’à l’exercice 2024, en avril; jusqu’à l’exercice 2021, en janvier",
        ),
        (LATELY, "in August, from 1 August 2022 on", "en août, à compter du 1er août 2022"),
    ],
)
def test_fiscal_years_are_said_newest_first(
    calendar: FiscalCalendar, english: str, french: str
) -> None:
    with override("en"):
        assert fiscal_years_in_words(calendar) == english
    with override("fr"):
        assert fiscal_years_in_words(calendar).replace("\u00a0", " ") == french
