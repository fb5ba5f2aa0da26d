"""What kind of work a sentence or a title speaks of: drilling, an estimate, a permit.

The words of releases in English and French. One kind of work has one name, however it is put: "was
drilled", "drilling program", « campagne de forage ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from timeline.models.search_text import fold

# Beginnings of folded words; a word that ends with "." is that word alone.
WORDS: Mapping[str, str] = {
    "drilling": "drill forage foree fores. forer. fore.",
    "estimate": "estimate. estimates. estimation mre.",
    "study": "study. studies. feasib prefeasib faisabilite prefaisabilite pea. pfs. etude "
    "evaluation scoping assessment.",
    "assays": "assay analyse analysis. dosage",
    "survey": "survey leve. leves. geophys magnet lidar. mapping. cartograph prospecti sampl "
    "echantillon trench tranchee",
    "processing": "metallurg flowsheet hydrometallurg beneficiation leach lixiviation procede. "
    "procedes.",
    "pilot": "pilot",
    "permit": "permit licen permis. autorisation certificat",
    "financing": "financ placement offering. tranche loan. loans. pret. prets. subscri souscri",
    "memorandum": "memorandum memoranda mou. mous. protocole",
    "agreement": "agreement entente convention contract contrat offtake accord. accords.",
    "partners": "partner partenaire",
    "conference": "symposium conferenc congres colloque forum. summit. sommet. salon.",
    "meeting": "meeting rencontre assemblee reunion dialogue",
    "plant": "plant. plants. usine smelter aluminerie refiner raffinerie concentrator "
    "concentrateur mill. mills.",
    "construction": "construct commission build. building. built.",
    "production": "produc. production. producing. produced. poured. pour. coulee. shipment "
    "shipped. livraison expedi",
    "acquisition": "acqui purchase. purchased. merger. fusion. vente. sale. sold. cession",
    "listing": "listing. listed. inscription. cotation.",
    "appointment": "appoint nomme. nommee. nommes. nomination",
    "mining": "adit. shaft. decline. portal. tunnel galerie. puits. rampe. ramp.",
    "environment": "environment baseline. eia. esia. consultation",
}
# Of these a company has many, and each is one of its own: the kind alone tells nothing.
EVENTS = frozenset(
    (
        "conference",
        "meeting",
        "memorandum",
        "agreement",
        "financing",
        "acquisition",
        "appointment",
        "partners",
    )
)
PHRASES = re.compile(
    r"term sheets?|letters? of intent|lettres? d['’]intention|protocoles? d['’](?:entente|accord)",
    re.IGNORECASE,
)
# What a thing is done for, or rests on, is not what the sentence is about.
PURPOSE = re.compile(
    r"\b(?:towards?|for|in support of|to support|to define|to complete|in preparation for|"
    r"in preparation of|ahead of|prior to|leading to|in order to|as part of|based on|used in|"
    r"included in|under(?! way)|subject to|pending|pour|en vue d|afin d|selon|avant|"
    r"dans le cadre d)\b"
    r"[^,;:.()]*",
    re.IGNORECASE,
)


def _pattern(beginnings: str) -> str:
    parts = []
    for beginning in beginnings.split():
        if beginning.endswith("."):
            parts.append(rf"{beginning[:-1]}\b")
        else:
            parts.append(rf"{beginning}\w*")
    return "|".join(parts)


KIND = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{kind}>{_pattern(beginnings)})" for kind, beginnings in WORDS.items())
    + ")"
)


@lru_cache(maxsize=4_000)
def kind_of(word: str) -> str:
    """The kind of work that a folded word names, or ""."""
    match = KIND.fullmatch(word)
    return match.lastgroup or "" if match else ""


def kinds_of_work(text: str) -> frozenset[str]:
    """The kinds of work that a text is about.

    Of words that follow each other the last one says what it is: a "drilling permit" is a permit.
    """
    text = PURPOSE.sub(" ", PHRASES.sub("memorandum", text))
    return frozenset(_last_of_each_run(fold(text).split()))


def _last_of_each_run(words: list[str]) -> Iterator[str]:
    before = ""
    for word in words:
        kind = kind_of(word)
        if before and not kind:
            yield before
        before = kind
    if before:
        yield before
