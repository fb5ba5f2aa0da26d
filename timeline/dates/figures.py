"""Numbers in figures, their thousands apart as each language writes them."""

from __future__ import annotations

GROUP = {"en": ",", "fr": "\u00a0"}


def in_figures(number: int, language: str) -> str:
    """``1200`` is "1,200"; in French a no-break space stands for the comma."""
    return f"{number:,}".replace(",", GROUP[language])
