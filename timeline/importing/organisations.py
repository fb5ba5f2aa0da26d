"""The organisations that a release names: by their legal form, their kind, or a term it defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from timeline.importing.date_phrases import fold_word
from timeline.importing.dateline import Dateline
from timeline.importing.listings import ANY_NAME
from timeline.importing.paragraphs import Paragraph
from timeline.importing.sections import Kind, about_name
from timeline.importing.spans import Place, place_in
from timeline.importing.word_sets import word_set

# A word of a name. Only initials and a few short words have a full stop within a name.
CAP = r"(?:(?:[A-ZÀ-Ý]\.){1,4}|(?:St|Ste|Mt|Dr|U\.S|S\.A)\.|[A-ZÀ-Ý0-9][\w'’&+-]{0,40})"
FORM = (
    r"(?:Inc|INC|inc|Corp|CORP|Corporation|CORPORATION|Ltd|LTD|Limited|LIMITED|LLC|"
    r"L\.L\.C|LLP|LP|L\.P|ASA|AS|AB|AG|GmbH|plc|PLC|S\.A\.S|S\.A|SA|SAS|SpA|S\.p\.A|"
    r"SE|N\.V|B\.V|Oyj|Oy|A/S"
    r"|ltée|Ltée|LTÉE|limitée|s\.e\.c|S\.E\.C|Pty\.? Ltd|Pty\.? Limited|NL|Co|Company)"
)
LEGAL = re.compile(
    rf"(?<![\w.-])(?P<name>(?:{CAP}(?: & | ?/ ?| )){{0,6}}{CAP},? {FORM})(?![\w])(?P<dot>\.?)"
)
KINDS_OF_BODY = (
    r"Laborator(?:y|ies)|Labs?|Drilling|Partners|Institute|University|College|"
    r"Association|Commission|Ministry|Department|First Nations?|Nation|Band Council|"
    r"Syndicate|Bank|Securities|Capital Markets"
    r"|Capital|Consulting|Consultants|Engineering|Agency|Council|Centre|Center|"
    r"Foundation|Fund|Authority|Group|Holdings|Ventures|Technologies|Industries|"
    r"Services|Solutions|Advisors|Advisory|Logistics"
    r"|Contracting|Contractors|Geophysics|Geological Survey|Geoscience|Development "
    r"Corporation|Trust|Society|Federation|Chamber|Organi[sz]ation|Union|Railway|"
    r"Airlines|Shipping|Cooperative|Alliance|Tribe|Tribal Council"
    r"|Forages|Consultants|Communications|Steel|Motors|Aerospace|Power|Hydro"
)
KIND = re.compile(
    rf"(?<![\w.'-])(?P<name>(?:{CAP} (?:& )?){{1,5}}(?:{KINDS_OF_BODY})(?: (?:of|for) "
    rf"(?:the )?(?:{CAP})(?: (?:of |and |& )?{CAP}){{0,4}})?"
    rf"|(?:[A-Z][a-z]+ )?(?:University|Department|Division|Bureau|Office|Ministry|Bank|"
    rf"Government|Institute|College|Geological Survey|Port|City|Town|Municipality|"
    rf"Kingdom|State) of (?:the )?{CAP}(?: (?:and |of )?{CAP}){{0,4}})(?!\w)"
)
# "l'Institut …" begins a name too: the apostrophe belongs to the article.
FRENCH_KIND = re.compile(
    r"(?:(?<![\w'])|(?<=\b[LlDd]'))(?P<name>(?:[Mm]inist[èe]re|[Cc]entre|[Ii]nstitut|[Uu]niversit[ée]|"
    r"[Cc]ommission|Laboratoires?|Forages?|Fonds|Caisse|[Cc]onseil|[Aa]ssociation|"
    r"Coop[ée]rative|Premi[èe]re Nation"
    r"|Groupe|Soci[ét]t[ée]|Soci[ée]t[ée]|R[ée]gie|Agence|Banque|Chambre|"
    r"F[ée]d[ée]ration|Minist[èe]re|Gouvernement|Ville|Municipalit[ée]|Cabinet|"
    r"Investissement|Hydro|Corporation|Fondation|[ÉE]cole|Port|Consortium|Valeurs "
    r"mobili[èe]res)"
    r"(?: (?:de (?:la |l')?|du |des |d')?(?:[A-ZÀ-Ý][\w'’-]*|[a-zà-ÿ]{4,}(?= "
    r"d[eu'])))(?: (?:(?:et )?(?:de (?:la |l')?|du |des |d')?[A-ZÀ-Ý][\w'’-]*|"
    r"[a-zà-ÿ]{5,}(?= et d))){0,6})"
)
# Bodies in small letters, after an article, up to the place that they are of: "le ministère des
# ressources naturelles et des forêts du Québec".
ADJECTIVE = (
    r"(?: [a-zà-ÿ]{2,20}(?:al|ale|ales|aux|els?|elles?|iques?|i[èe]res?|iers?|ifs?|ives?|aines?))"
)
OF = r"(?:de la |de l'|du |des |de |d')"
FRENCH_IN_SMALL_LETTERS = re.compile(
    r"(?:(?<=\b[Ll]e )|(?<=\b[Ll]a )|(?<=\bdu )|(?<=\bau )|(?<=\b[LlDd]'))"
    r"(?P<name>(?:minist[èe]re|institut|universit[ée]|caisse|coop[ée]rative|agence|r[ée]gie|"
    r"f[ée]d[ée]ration|association|fonds(?! de roulement)|soci[ée]t[ée](?= d'[ée]nergie))"
    rf"{ADJECTIVE}?(?: (?:et )?{OF}[a-zà-ÿ-]{{3,20}}{ADJECTIVE}?| et [a-zà-ÿ-]{{3,20}}){{0,4}}"
    rf"(?: (?:{OF}|à )[A-ZÀ-Ý][\w'’-]{{1,40}}){{1,2}})"
)
DEFINED = re.compile(
    rf"(?<![\w.-])(?P<name>(?:{CAP}(?:,? (?:& )?| (?:of|de|du|des|and|et) "
    rf")){{0,7}}{CAP},?(?: {FORM}\.?)?)\s*(?P<between>(?:\((?!\s*(?:the |la |le |l'|"
    rf"collectively)?\s*\")[^()]{{2,120}}\)\s*)*)"
    r"\((?P<terms>[^()]{0,40}\"[^\"()]{1,60}\"[^()]{0,120})\)"
)
TERM = re.compile(r"\"\s*(?:the |la |le |l')?(?P<term>[^\"]{2,60}?)\s*[,.]?\s*\"", re.IGNORECASE)
GENERIC_TERMS = word_set(
    "company corporation société societe projet propriete emetteur issuer parties party group "
    "project property "
    "agreement offering transaction mou partnership purchaser vendor optionor "
    "optionee buyer seller units"
    " warrants shares deposit program compagnie entreprise partie projet propriété "
    "convention entente placement émetteur corporation tsxv exchange"
)
NOT_BODIES = re.compile(
    r"\b(?:Project|Property|Properties|Mine|Deposit|Agreement|Understanding|Offering|"
    r"Transaction|Program(?:me)?|Assessment|Estimate|Study|Zone|Claims?|Report|"
    r"Release|Person|Instrument|Act|Code|Table|Figure"
    r"|Board|Officer|President|Director|Manager|Vice|Chief|Relations|Vehicles?|"
    r"Statements?|Results|Resources? Estimate|Exchange|Projet|Propri[ée]t[ée]|"
    r"Gisement|Entente|Convention|Placement|[ÉE]tude|Rapport|R[èe]glement"
    r"|Symposium|Conference|Congress|Dialogue|Facility|Plant|Placement|Services "
    r"Provider|Information|Inquiries|Prosp\w+ Fair|Day|Week|Month|Quarter|Highlights?|"
    r"[Cc]onseil d'administration|NI|Law|Laws|Policy|Policies|Line|Street|Avenue|Suite|Floor)\b"
)
LEADING = word_set(
    "the a an and with in on at by for from to of as both its our their this that "
    "these said today yesterday under since after before when while once if le la "
    "les l un une avec dans par pour du de des au aux"
    " et selon chez about contact source attention media sources partner between "
    "results samples core all"
)
EXCHANGE_NAME = re.compile(
    rf"(?:{ANY_NAME})(?:\s+(?:Exchange|Venture Exchange|Inc\.?|Market))*", re.IGNORECASE
)
FORM_WORDS = word_set(
    "inc ltd ltee limitee limited corp corporation llc llp lp plc asa as ab ag sa "
    "sas se nv bv co company gmbh pty the le la les l"
)
GENERIC_BODIES = re.compile(
    r"(?:(?:Provincial|Crown|Public|Private|Canadian|Federal|State|Municipal|Parent|"
    r"Holding|Wholly|Exploration|Mining|Development|American|Norwegian|The|This|Our|"
    r"Special|Operating|Reporting|Capital|Issuer|Mineral)\s+)*"
    r"(?:Corporation|Company|Limited|Group|Fund|Capital|Services|Solutions|"
    r"Technologies|Holdings|Trust|Authority|Agency|Council|Commission|Partners|"
    r"Industries|Nations?|Department|Ministry|Centre|Center|Bank|Society|Union|"
    r"Drilling|Securities)",
)


@dataclass
class Organisation:
    """An organisation as it is named in full, its other names, and where it is named first."""

    name: str
    place: Place
    aliases: list[str] = field(default_factory=list)
    about_heading: str = ""
    reason: str = "legal_form"

    def goes_by(self, name: str) -> bool:
        return key(name) in {key(self.name), *map(key, self.aliases)}


def key(name: str) -> str:
    """A name without its legal form, accents and marks, to compare it by."""
    words = re.findall(r"[a-z0-9]+", fold_word(name.replace("’", "'")))
    return " ".join(word for word in words if word not in FORM_WORDS)


def organisations_of(
    paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], dateline: Dateline
) -> tuple[Organisation, ...]:
    """The organisations in the order they are named; the issuer is the first of the text."""
    found: dict[str, Organisation] = {}
    for paragraph in _in_reading_order(paragraphs, kinds, dateline):
        for organisation in _in_paragraph(paragraph, dateline):
            _add(found, organisation)
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        if kind in (Kind.HEADING, Kind.ABOUT) and (name := about_name(paragraph)):
            _add_about(found, paragraph, name)
    return tuple(found.values())


def by_name(organisations: Iterable[Organisation], name: str) -> Organisation | None:
    """The organisation that goes by this name."""
    if not key(name):
        return None
    named = list(organisations)
    whole = next((found for found in named if found.goes_by(name)), None)
    return whole or next((one for one in named if key(one.name).startswith(key(name) + " ")), None)


def _in_reading_order(
    paragraphs: Sequence[Paragraph], kinds: Sequence[Kind], dateline: Dateline
) -> Iterator[Paragraph]:
    """The text first, from the dateline on: there the issuer is named in full."""
    wanted = (Kind.BODY, Kind.ABOUT, Kind.SOURCE)
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        if kind in wanted and paragraph.number >= dateline.paragraph:
            yield paragraph


def _in_paragraph(paragraph: Paragraph, dateline: Dateline) -> Iterator[Organisation]:
    start = dateline.body_start if paragraph.number == dateline.paragraph else 0
    text = " " * start + paragraph.plain[start:]
    places: list[Organisation] = []
    if start:
        places.extend(_issuer(paragraph, text, start))
    for match in DEFINED.finditer(text):
        if found := _defined(paragraph, match):
            places.append(found)
    for pattern, reason in (
        (LEGAL, "legal_form"),
        (KIND, "kind_of_body"),
        (FRENCH_KIND, "kind_of_body"),
        (FRENCH_IN_SMALL_LETTERS, "kind_of_body"),
    ):
        for match in pattern.finditer(text):
            if found := _named(paragraph, match, reason):
                places.append(found)
    yield from sorted(places, key=lambda found: (found.place.start, -len(found.name)))


def _issuer(paragraph: Paragraph, text: str, start: int) -> Iterator[Organisation]:
    """Who begins the text, with a listing or a defined term behind the name."""
    match = re.compile(
        rf"\s*(?P<name>(?:{CAP},? (?:& |of |and |de |des |du )?){{0,6}}{CAP})\s*(?=\()"
    ).match(text, start)
    if match:
        for name in re.split(r" and (?=[A-Z])", match["name"])[:1]:
            at = match.start("name")
            if not NOT_BODIES.search(name):
                yield Organisation(
                    name.strip(" ,"), place_in(paragraph, at, at + len(name)), reason="first_named"
                )


def _named(paragraph: Paragraph, match: re.Match[str], reason: str) -> Organisation | None:
    at, end = match.span("name")
    name = match["name"]
    if (
        match.re is LEGAL
        and match["dot"]
        and name.rsplit(" ", 1)[-1] in ("Inc", "Corp", "Ltd", "inc", "Co", "INC", "CORP", "LTD")
    ):
        end += 1
    at = _without_leading(name, at)
    name = paragraph.text[at:end].replace("\n", " ")
    bare = key(name)
    if (
        not bare
        or " " not in name
        or NOT_BODIES.search(name)
        or GENERIC_BODIES.fullmatch(name.rstrip("."))
    ):
        return None
    if EXCHANGE_NAME.fullmatch(name) or (len(bare.split()) == 1 and match.re is KIND):
        return None
    return Organisation(name, place_in(paragraph, at, end), reason=reason)


def _without_leading(name: str, at: int) -> int:
    """The place of a name without a small word that only begins the sentence."""
    while True:
        first = name.split(" ", 1)[0]
        if fold_word(first).strip("'’.,") not in LEADING or " " not in name:
            return at
        at += len(first) + 1
        name = name[len(first) + 1 :]


def _defined(paragraph: Paragraph, match: re.Match[str]) -> Organisation | None:
    """ "Tern Hollow Inc. ("Tern Hollow")": a name and the term for it."""
    at, end = match.span("name")
    at = _without_leading(match["name"], at)
    name = paragraph.text[at:end].replace("\n", " ")
    terms = [found["term"].strip() for found in TERM.finditer(match["terms"])]
    own = [term for term in terms if fold_word(term) not in GENERIC_TERMS]
    legal = bool(re.search(rf" {FORM}\.?$", name))
    body = bool(re.search(rf"\b(?:{KINDS_OF_BODY})\b", name) or FRENCH_KIND.match(name))
    listed = bool(re.search(rf"(?:{ANY_NAME})\s*:", match["between"], re.IGNORECASE))
    named_after = any(key(term) and key(term) in key(name) for term in own)
    if NOT_BODIES.search(name) or not key(name) or EXCHANGE_NAME.fullmatch(name):
        return None
    generic = len(terms) > len(own) and fold_word(terms[0]) in (
        "company",
        "corporation",
        "société",
        "societe",
        "issuer",
        "compagnie",
    )
    if not (legal or body or listed or generic or (named_after and " " in name)):
        return None
    aliases = [term for term in own if not re.search(r"\b(?:Parties|Project|parties)\b", term)]
    return Organisation(name, place_in(paragraph, at, end), aliases, reason="defined_term")


def _add(found: dict[str, Organisation], organisation: Organisation) -> None:
    """Enter an organisation, or what it adds to one that goes by the same name."""
    same = by_name(found.values(), organisation.name)
    if same is None:
        shorter = _short_name_of(found.values(), organisation.name)
        if shorter is None:
            found[key(organisation.name)] = organisation
        return
    for alias in organisation.aliases:
        if not same.goes_by(alias):
            same.aliases.append(alias)
    if len(organisation.name) > len(same.name) and key(organisation.name) == key(same.name):
        same.name, same.place = organisation.name, organisation.place


def _short_name_of(found: Iterable[Organisation], name: str) -> Organisation | None:
    """The organisation whose name begins or ends with this one, or holds it whole."""
    short = key(name)
    for organisation in found:
        whole = key(organisation.name)
        if whole != short and (whole.startswith(short + " ") or whole.endswith(" " + short)):
            return organisation
    return None


NO_ORGANISATION = re.compile(
    r"\b(?:projects?|property|mine|deposit|propri[ée]t[ée]|projet|gisement|NI 43-101|"
    r"scandium|lithium|qualified person|personne qualifi[ée]e|the (?:offering|"
    r"transaction|study|program))\b$|^(?:the |la |le |l')?(?:\w+ )?(?:projects?|"
    r"property|projet)\b",
    re.IGNORECASE,
)


def _add_about(found: dict[str, Organisation], paragraph: Paragraph, name: str) -> None:
    heading = paragraph.text.split("\n", 1)[0]
    if re.fullmatch(
        r"(?:the |la |le |l')?(?:company|corporation|soci[ée]t[ée]|compagnie|us|issuer|nous)",
        name,
        re.IGNORECASE,
    ):
        if found:
            next(iter(found.values())).about_heading = heading
        return
    same = by_name(found.values(), name) or _longer(found.values(), name)
    if same is None:
        if NO_ORGANISATION.search(name):
            return
        at = paragraph.text.index(name) if name in paragraph.text else 0
        same = Organisation(
            name.title() if name.isupper() else name,
            place_in(paragraph, at, at + len(name)),
            reason="about",
        )
        found[key(name)] = same
    same.about_heading = heading


def _longer(found: Iterable[Organisation], name: str) -> Organisation | None:
    """ "About Acme" for Acme Mining Inc."""
    short = key(name)
    return (
        next((one for one in found if key(one.name).startswith(short + " ")), None)
        if short
        else None
    )
