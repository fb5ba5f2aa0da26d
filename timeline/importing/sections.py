"""What each paragraph of a release is: text of its own, or a block that every release has.

A kind is told by the words and by what stands before: what follows a heading "About …" is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from timeline.importing.paragraphs import COLUMNS, Paragraph


class Kind(StrEnum):
    """The first six are those of a paragraph on file. The others are headings or notices there."""

    BODY = "body"
    HEADING = "heading"
    CONTACT = "contact"
    ABOUT = "about"
    CAUTION = "caution"
    NOTICE = "notice"
    BANNER = "banner"  # "For immediate release", a stamp with a date and a wire
    TABLE = "table"
    SIGNATURE = "signature"  # "On behalf of the board", a name and a role
    SOURCE = "source"  # "SOURCE: …", a link to the wire's own copy, © and the like


ABOUT_HEADING = re.compile(
    r"(?:about|à propos d(?:e |es |u |')|a propos d(?:e |es |u |')|au sujet d(?:e |es "
    r"|u |')|qui est)\s*"
    r"(?P<name>\S.{1,90}?)\s*:?$",
    re.IGNORECASE,
)
ABOUT_START = re.compile(
    r"(?:About|ABOUT|À propos d(?:e |es |u |')|À PROPOS D(?:E |ES |U |')|Au sujet d(?:e |u |'))\s*"
    r"(?P<name>[A-ZÀ-Ý0-9](?:[^.:\n]|\.(?=\s*[\n:])){1,80}?)\s*(?:\n|:\s| - (?=[A-ZÀ-Ý]))"
)
NOT_ABOUT = re.compile(
    r"\b(?:this (?:news |press )?release|forward|ce communiqué|les énoncés)\b", re.I
)
CONTACT_HEADING = re.compile(
    r"(?:for (?:more|further|additional|media|investor)[a-z ]* (?:information|"
    r"inquiries|enquiries|details|relations)"
    r"|for inquiries|further information|additional information\b.{0,20}contact"
    r"|(?:media|investor|company|corporate|press|investors?(?: and media)?|media and investor)?\s*"
    r"(?:relations\s*)?contacts?(?: information| details)?\s*(?::|$|\n)"
    r"|(?:media|investor|press)s?(?: relations)?(?: inquiries| enquiries| queries)?\s*:"
    r"|please contact|contact us|to (?:learn|find out) more"
    r"|pour (?:de plus amples|plus de|tout|obtenir|toute|d'autres|plus "
    r"d').{0,24}(?:renseignements?|informations?|information)"
    r"|renseignements?\s*(?::|$|\n)|personnes?[- ]ressources?|relations (?:avec les "
    r")?(?:investisseurs|médias)\s*(?::|$|\n)"
    r"|coordonnées|demandes? (?:des médias|d'information)|"
    r"sources?\s+et\s+renseignements|information\s*:)",
    re.IGNORECASE,
)
FORWARD = re.compile(
    r"forward[- ]looking|énoncés? prospectif|déclarations? prospectives?|"
    r"informations? prospectives?|safe harbou?r",
    re.IGNORECASE,
)
CAUTION_HEADING = re.compile(
    r"\W*(?:caution(?:ary)?\b|safe harbou?r|forward[- ]looking|disclaimer|note "
    r"regarding|reader advisory"
    r"|mises? en garde|énoncés? prospectif|avertissement|déclarations? prospectives?|"
    r"informations? prospectives?"
    r"|certain statements|some (?:statements|of the statements))",
    re.IGNORECASE,
)
# Each says one thing that cautions say. A few of them together make one.
CAUTION_CUES = (
    FORWARD,
    re.compile(
        r"differ (?:materially|substantially|significantly)|turn out (?:otherwise|differently)"
        r"|could change\b|s'(?:en )?écarter|différer (?:sensiblement|considérablement)"
        r"|se révéler (?:fausses|inexactes)",
        re.IGNORECASE,
    ),
    re.compile(r"\brisks?\b|uncertaint|\brisques?\b|incertitude", re.IGNORECASE),
    re.compile(r"assumptions?\b|estimates?, forecasts|hypothèses", re.IGNORECASE),
    re.compile(
        r"(?:no|any|not? \w+ any) (?:duty|obligation|intention|undertaking)|undertakes? no"
        r"|disclaims?|ne s'engage|aucune obligation|décline toute",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:look|looking) ahead|expectations?\b.{0,30}not (?:of )?fact"
        r"|not (?:a )?(?:historical fact|guarantee)|guarantees? of|undue reliance"
        r"|treat\w* (?:them )?as assured|matters of expectation|fait historique"
        r"|se fier indûment|garanti",
        re.IGNORECASE,
    ),
    re.compile(r"(?:materially|actual) (?:outcomes|results)|résultats réels", re.IGNORECASE),
    re.compile(
        r"(?:are|is|be|being) (?:intentions|expectations|predictions|plans)\b", re.IGNORECASE
    ),
)
EXCHANGE = re.compile(
    r"regulation services provider|fournisseur de services de réglementation"
    r"|(?:exchange|tsx[- ]?v|\bTSX\b|\bCSE\b|bourse|nasdaq|otc\w*|asx|oslo børs).{0,160}"
    r"(?:responsib|accept|review|vouch|passed (?:on|upon)|approv|disapprov|merits|"
    r"assume|examin|endors|verif|check"
    r"|n'assume|responsabilité|n'a pas)|responsib\w+ .{0,80}(?:exchange|tsx)",
    re.IGNORECASE | re.DOTALL,
)
SECURITIES = re.compile(
    r"(?:securities act|securities laws).{0,400}(?:not be(?:en)? (?:and will not be "
    r")?registered|offer(?:ed)? (?:or|nor) s[oa]l[de]"
    r"|absent registration|exemption)|(?:not|nor).{0,60}(?:constitute|be) an offer|"
    r"solicitation of an offer"
    r"|ne constitue pas une offre",
    re.IGNORECASE | re.DOTALL,
)
BANNER = re.compile(
    r"\W*(?:for immediate (?:release|distribution)|(?:news|press|media) "
    r"release\b.{0,30}|communiqué(?: de presse)?(?: n[o°].{0,12})?"
    r"|pour (?:diffusion|publication) immédiate|not for (?:distribution|dissemination|"
    r"release).{0,160}"
    r"|ne pas distribuer.{0,160}|pas de diffusion.{0,160}"
    r"|\(?(?:the ?newswire|globe ?newswire|newsfile corp\.?|accesswire|cnw(?: "
    r"telbec)?|business wire|pr newswire|marketwired)\)?"
    r"|(?:nr|news release|release|no\.?|pr) ?#?[0-9]{2,4}[- ][0-9]{1,3}|all "
    r"(?:amounts|dollar amounts|figures) .{0,90}"
    r"|(?:correction|update|replacement|corrected|revised).{0,12}(?:from source)?|/?c "
    r"o r r e c t i o n.{0,60}"
    r"|trading symbols?.{0,80})\W*",
    re.IGNORECASE,
)
SOURCE = re.compile(
    r"(?:source\s*:?\s+\S|view (?:source|original)|to view the source|voir la version|"
    r"©|\(c\) ?[0-9]{4}|copyright|all rights reserved"
    r"|tous droits réservés|related links|www\.|https?://\S+$|/not for distribution|"
    r"cision|primary logo)",
    re.IGNORECASE,
)
SIGNATURE = re.compile(
    r"(?:on behalf of|by order of|signed\b|\(?signed\)|per:|au nom d|pour le conseil|"
    r"\"[A-Z][\w.' -]{4,40}\"$|\(?signé)",
    re.IGNORECASE,
)
TABLE_CAPTION = re.compile(r"(?:table|tableau|figure)s? ?[0-9]{0,3}\s*[.:–—-]?", re.IGNORECASE)
LONG_HEADING = 110
CONTACT_LENGTH = 420
HAS_ADDRESS = re.compile(
    r"\S@\S+\.\w|(?:\+?[0-9][0-9() .-]{8,}[0-9])|www\.|https?://", re.IGNORECASE
)


def kinds_of(paragraphs: Sequence[Paragraph]) -> tuple[Kind, ...]:
    """The kind of each paragraph."""
    kinds: list[Kind] = []
    for paragraph in paragraphs:
        kinds.append(_kind(paragraph, kinds, paragraphs))
    return tuple(kinds)


def about_name(paragraph: Paragraph) -> str:
    """Whom a heading "About …" is about, "" for another paragraph."""
    text = paragraph.plain
    match = ABOUT_HEADING.fullmatch(text) or ABOUT_START.match(text)
    if match is None or NOT_ABOUT.search(match["name"]):
        return ""
    return paragraph.text[match.start("name") : match.end("name")].strip(" :")


def _kind(paragraph: Paragraph, before: Sequence[Kind], all_: Sequence[Paragraph]) -> Kind:
    text = paragraph.plain
    if paragraph.role == "table" or _is_table(paragraph):
        return Kind.TABLE
    if BANNER.fullmatch(" ".join(text.split())):
        return Kind.BANNER
    return _named(paragraph) or _following(paragraph, before, all_)


def _named(paragraph: Paragraph) -> Kind | None:
    """The kind that a paragraph's own words tell."""
    text = paragraph.plain
    if about_name(paragraph):
        return Kind.HEADING if ABOUT_HEADING.fullmatch(text) else Kind.ABOUT
    if is_caution(text):
        return Kind.HEADING if is_heading(paragraph) else Kind.CAUTION
    if _is_notice(text):
        return Kind.NOTICE
    short_or_reachable = len(text) < CONTACT_LENGTH or bool(HAS_ADDRESS.search(text))
    if CONTACT_HEADING.match(text) and short_or_reachable:
        return Kind.CONTACT
    if SOURCE.match(text) and len(text) < 200:
        return Kind.SOURCE
    return Kind.SIGNATURE if SIGNATURE.match(text) and len(text) < 160 else None


OF_RELEASE = re.compile(
    r"\b(?:release|communiqué|document|news|transaction|content|contenu)\b", re.IGNORECASE
)
DENIES = re.compile(r"\b(?:not|neither|nor|no|n'a|n'assume\w*|aucune|ni)\b", re.IGNORECASE)


def _is_notice(text: str) -> bool:
    """An exchange's word that it is not answerable, or that of a law on securities."""
    if len(text) < 900 and EXCHANGE.search(text) and OF_RELEASE.search(text):
        return bool(DENIES.search(text))
    return len(text) < 1500 and bool(SECURITIES.search(text))


def _following(paragraph: Paragraph, before: Sequence[Kind], all_: Sequence[Paragraph]) -> Kind:
    """The kind that a paragraph has from what stands before it."""
    text = paragraph.plain
    heading = is_heading(paragraph)
    last = before[-1] if before else Kind.BODY
    if last in (Kind.CONTACT, Kind.SIGNATURE) and _is_contact_line(text):
        return last if last is Kind.CONTACT or not HAS_ADDRESS.search(text) else Kind.CONTACT
    if heading:
        return Kind.HEADING
    previous = all_[len(before) - 1] if before else None
    after_about = previous is not None and last is Kind.HEADING and bool(about_name(previous))
    if after_about or (last is Kind.ABOUT and not HAS_ADDRESS.search(text[:60])):
        return Kind.ABOUT
    after_caution = previous is not None and last is Kind.HEADING and is_caution(previous.plain)
    if after_caution or (last is Kind.CAUTION and _goes_on_cautioning(text)):
        return Kind.CAUTION
    if (
        len(text) < CONTACT_LENGTH
        and HAS_ADDRESS.search(text)
        and "\n" in text
        and _mostly_short(text)
    ):
        return Kind.CONTACT
    return Kind.BODY


def is_caution(text: str) -> bool:
    """Whether it says that what it looks ahead to may turn out otherwise."""
    cues = sum(bool(cue.search(text)) for cue in CAUTION_CUES)
    if CAUTION_HEADING.match(text):
        return cues >= 1
    return cues >= 3 or (cues >= 2 and bool(FORWARD.search(text)))


def _goes_on_cautioning(text: str) -> bool:
    return sum(bool(cue.search(text)) for cue in CAUTION_CUES) >= 2 or bool(
        re.match(
            r"(?:although|such|these|there can be no|readers|investors are cautioned|bien que|ces)",
            text,
            re.I,
        )
    )


def is_heading(paragraph: Paragraph) -> bool:
    """A short line without a verb's end: in capitals, marked as one, or with a colon at its end."""
    text = paragraph.plain
    if paragraph.role.startswith("h"):
        return True
    if len(text) > LONG_HEADING or "\n" in text or not re.search(r"[^\W\d_]{2}", text):
        return False
    if HAS_ADDRESS.search(text) or re.search(r"\d{4}\W*$", text):
        return False
    if text.endswith((".", ";", ",")) and not _ends_with_a_company(text):
        return False
    return not re.match(r"[•*\"'(–-]|[a-z]", text)


def _ends_with_a_company(text: str) -> bool:
    """Whether its full stop is a legal form's. Of a sentence most words are in small letters."""
    if not text.endswith(("Inc.", "inc.", "Corp.", "Ltd.", "LTD.", "INC.", "CORP.")):
        return False
    words: list[str] = re.findall(r"[^\W\d_]+", text)
    in_small_letters = [word for word in words if word[0].islower()]
    return 2 * len(in_small_letters) <= len(words)


def _is_contact_line(text: str) -> bool:
    return (
        len(text) < CONTACT_LENGTH
        and _mostly_short(text)
        and not re.search(r"[a-z]{3}\.\s*$", text)
    )


def _mostly_short(text: str) -> bool:
    lines = text.split("\n")
    return sum(len(line) < 90 for line in lines) * 4 >= len(lines) * 3


def _is_table(paragraph: Paragraph) -> bool:
    lines = paragraph.text.split("\n")
    if TABLE_CAPTION.match(paragraph.plain) and len(paragraph.text) < 160:
        return bool(re.match(r"(?:table|tableau|figure)s? ?[0-9]", paragraph.plain, re.I))
    if len(lines) < 2:
        return False
    columns = sum(bool(COLUMNS.search(line)) for line in lines)
    figures = sum(bool(re.search(r"[0-9]", line)) for line in lines)
    return columns * 2 > len(lines) and figures * 2 >= len(lines) and "@" not in paragraph.text
