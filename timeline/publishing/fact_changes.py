"""Facts that a row states to visitors, and which changes of them are corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.translation import override

from timeline.models import Publishing
from timeline.models.correction import TextByLanguage
from timeline.models.translation_status import LANGUAGES
from timeline.publishing.numbers_in_text import numbers_in


class CorrectionRule(Enum):
    """When a change of a fact is a correction."""

    WHOLE = "whole"  # whenever it differs in what it says
    NAME = "name"  # when a text that was there differs in its language
    FIGURES = "figures"  # when a text that was there has other figures now


@dataclass(frozen=True)
class CorrectableFact:
    """Something a row says, as it is read in both languages.

    ``says`` is what is compared under ``CorrectionRule.WHOLE``.
    """

    label: Any  # translated when it is read
    read: TextByLanguage
    rule: CorrectionRule = CorrectionRule.WHOLE
    says: Any = None
    closer: TextByLanguage = field(default_factory=dict)  # for two that differ and read the same
    new_counts: bool = False  # whether saying it for the first time changes what visitors had read
    also: tuple[Publishing, ...] = ()  # other rows whose pages say it
    # Under ``CorrectionRule.NAME``: texts that are still told, as names of an earlier time.
    still_told: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FactChange:
    """One thing that visitors had read otherwise."""

    label: TextByLanguage
    was: TextByLanguage
    now: TextByLanguage
    also: tuple[Publishing, ...] = ()

    def as_json(self) -> dict[str, TextByLanguage]:
        return {"label": self.label, "was": self.was, "now": self.now}


Facts = dict[str, CorrectableFact]
NOTHING = CorrectableFact("", dict.fromkeys(LANGUAGES, ""))


def in_both_languages(say: Callable[[str], str]) -> TextByLanguage:
    """The words in each language, made with that language active."""
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = say(language)
    return words


def fact_changes(was: Facts, now: Facts) -> list[FactChange]:
    """What visitors had read and read otherwise now, in the order that a page says it."""
    changes = []
    for key in was | now:
        change = _change(was.get(key), now.get(key))
        if change:
            changes.append(change)
    return changes


def _change(was: CorrectableFact | None, now: CorrectableFact | None) -> FactChange | None:
    fact = was or now
    if fact is None or (was is None and not fact.new_counts):
        return None
    before, after = was or NOTHING, now or NOTHING
    changed = [language for language in LANGUAGES if _differs(fact, before, after, language)]
    if not changed:
        return None
    if before.read == after.read:
        before, after = _closer(before), _closer(after)
    label = in_both_languages(lambda _language: str(fact.label))
    was_read = {language: before.read.get(language, "") for language in changed}
    now_read = {language: after.read.get(language, "") for language in changed}
    return FactChange(label, was_read, now_read, fact.also)


def _closer(fact: CorrectableFact) -> CorrectableFact:
    return CorrectableFact(fact.label, fact.closer or fact.read)


def _differs(
    fact: CorrectableFact, was: CorrectableFact, now: CorrectableFact, language: str
) -> bool:
    before, after = was.read.get(language, ""), now.read.get(language, "")
    if fact.rule is CorrectionRule.WHOLE:
        return bool(was.says != now.says)
    if not before:
        return fact.new_counts and bool(after) and not any(was.read.values())
    if fact.rule is CorrectionRule.NAME:
        if before in now.still_told:
            return False
        return " ".join(before.split()) != " ".join(after.split())
    return numbers_in(before) != numbers_in(after)
