"""What a title or a sentence speaks of: kinds of work, and words that tell things apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.functional import cached_property

from timeline.importing.kinds_of_work import kind_of, kinds_of_work
from timeline.importing.word_sets import word_set
from timeline.models.search_text import fold, stem

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
# Words that say nothing of what a plan is about.
COMMON = word_set(
    "the a an of in on at by to for from with and or as its it is are was were be been has have "
    "had will would may this that these those which who our their company corporation project "
    "property program programme campaign new further first second third initial maiden updated "
    "revised phase stage plan planned expected begin begun began start started complete completed "
    "completion area zone result work during between after before since until including announce "
    "announced le la les l un une de du des d en au aux et ou par pour sur dans avec son sa ses ce "
    "cette est sont ete sera societe projet propriete campagne programme nouveau nouvelle premier "
    "premiere deuxieme initial initiale prevu prevue debut fin travaux resultat qui que january "
    "february march april june july august september october november december janvier fevrier "
    "mars avril mai juin juillet aout septembre octobre novembre decembre"
)
YEAR = re.compile(r"(?:19|20)\d\d")
# "Phase 1" is not "Phase 2", and an initial estimate is no updated one.
LABELLED = re.compile(
    r"\b(?P<label>phase|stage|etape|tranche|round|lot|hole|sondage|line|step|serie|series)s? "
    r"(?:no )?(?P<number>[0-9]{1,4}[a-z]?|iii|ii|iv|i|v|one|two|three|four|un|deux|trois)\b"
)
NUMBERS = (
    dict.fromkeys(("i", "one", "un"), "1")
    | dict.fromkeys(("ii", "two", "deux"), "2")
    | dict.fromkeys(("iii", "three", "trois"), "3")
    | dict.fromkeys(("iv", "four"), "4")
    | {"v": "5"}
)
ORDINALS = (
    dict.fromkeys(("first", "initial", "maiden", "inaugural"), "1")
    | dict.fromkeys(("premier", "premiere", "initiale"), "1")
    | dict.fromkeys(("second", "2nd", "deuxieme"), "2")
    | dict.fromkeys(("third", "3rd", "troisieme"), "3")
    | dict.fromkeys(("updated", "revised"), "later")
)


@dataclass(frozen=True)
class Subject:
    """What a text is about. ``text`` is without names: those are known by themselves."""

    text: str

    @cached_property
    def kinds(self) -> frozenset[str]:
        return kinds_of_work(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of the words that tell it from others; what names a kind of work is none."""
        return frozenset(self._telling())

    def _telling(self) -> Iterator[str]:
        for word in fold(self.text).split():
            is_telling = len(word) > 1 and word not in COMMON and not YEAR.fullmatch(word)
            if is_telling and not kind_of(word):
                yield stem(word)

    @cached_property
    def numbered(self) -> dict[str, set[str]]:
        """Label -> its numbers: {"phase": {"2"}}. The label of "initial" and "second" is ""."""
        found: dict[str, set[str]] = {}
        folded = fold(self.text)
        for match in LABELLED.finditer(folded):
            number = NUMBERS.get(match["number"], match["number"])
            found.setdefault(match["label"], set()).add(number)
        for word in folded.split():
            if word in ORDINALS:
                found.setdefault("", set()).add(ORDINALS[word])
        return found

    def is_another(self, other: Subject) -> bool:
        """Whether both are numbered, and otherwise: phase 1 and phase 2."""
        for label, numbers in self.numbered.items():
            theirs = other.numbered.get(label)
            if theirs and not numbers & theirs:
                return True
        return False

    def printed(self, kinds: Collection[str], words: Collection[str]) -> list[str]:
        """The words of the text that stand for these kinds and stems, as they are printed."""
        found: dict[str, str] = {}
        for match in WORD.finditer(self.text):
            parts = fold(match[0]).split()
            is_meant = any(kind_of(part) in kinds or stem(part) in words for part in parts)
            if is_meant:
                found.setdefault(fold(match[0]), match[0])
        return list(found.values())
