"""How a row says what visitors take as fact: its texts, and those of the rows that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from timeline.dates.wording import write_day
from timeline.models import (
    ProjectName,
    Publishing,
)
from timeline.models.correction import TextByLanguage
from timeline.models.translation_status import LANGUAGES, text_by_language
from timeline.models.visibility import is_public
from timeline.publishing.fact_changes import (
    CorrectableFact,
    CorrectionRule,
    Facts,
    in_both_languages,
)

PartsByName = Mapping[str, Sequence[Any]]
"""The rows that belong to another, by the name it has for them."""


def same_in_both(text: object) -> TextByLanguage:
    """What reads the same in both languages."""
    return dict.fromkeys(LANGUAGES, str(text))


def texts_of(
    row: models.Model,
    rule: CorrectionRule,
    labels: Mapping[str, Any],
    *,
    new_counts: bool = False,
    also: tuple[Publishing, ...] = (),
) -> Facts:
    """The texts that a row has in both languages."""
    facts = {}
    for name, label in labels.items():
        read = text_by_language(row, name)
        facts[name] = CorrectableFact(label, read, rule, new_counts=new_counts, also=also)
    return facts


def day_in_both(day: date) -> TextByLanguage:
    return in_both_languages(lambda language: write_day(day, language))


def each_part(name: str, parts: PartsByName, say: Callable[[Any], Facts]) -> Facts:
    """The facts of each part that is on file."""
    facts = {}
    for part in parts[name]:
        if part.pk:
            for key, fact in say(part).items():
                facts[f"{name} {part.pk} {key}"] = fact
    return facts


def told_publicly(name: str, parts: PartsByName, at: datetime) -> list[Any]:
    """The statements among the parts that a public release makes."""
    return [part for part in parts[name] if is_public(part.paragraph.release, at)]


def public_statements(
    name: str, parts: PartsByName, say: Callable[[Any], Facts], at: datetime
) -> Facts:
    """The facts of each part that a public release states."""

    def say_if_public(statement: Any) -> Facts:
        return say(statement) if is_public(statement.paragraph.release, at) else {}

    return each_part(name, parts, say_if_public)


def project_names(name: str, parts: PartsByName, at: datetime) -> Facts:
    """The names that releases give to projects, on either one's page."""

    def say(given: ProjectName) -> Facts:
        if not (is_public(given.project, at) and is_public(given.release, at)):
            return {}
        other = given.project if name == "project_names" else given.release
        return texts_of(given, CorrectionRule.NAME, {"name": _("project, as named")}, also=(other,))

    return each_part(name, parts, say)
