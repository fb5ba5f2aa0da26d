"""Whether a dated statement may be a milestone of the issuer, or only refers to something.

A reference dates a document, a legal term or an account. Each rule has a reason, and is tried in
order on the words around the date. What no rule names is proposed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from timeline.importing.sections import Kind
from timeline.importing.standing_cues import BREAK

DOCUMENT = (
    r"(?:news |press )?releases?|circulars?|prospectus|reports?|forms? (?:10|20|8|"
    r"6)-?[A-Z0-9]+|filings?|statements?|AIF|annual information form|communiqu[ée]s?|"
    r"rapports?|circulaire|notice annuelle|avis|d[ée]cret|r[èe]glement"
)
CONTRACT = (
    r"letters? of intent|LOI|term sheet|memorand(?:um|a)|MOU|agreements?|amendment|lettre "
    r"d'intention|convention|entente|contrat|contract"
)


class Rule(NamedTuple):
    """``before`` must end right before the date, ``sentence`` may be anywhere in its sentence."""

    reason: str
    before: re.Pattern[str] | None = None
    sentence: re.Pattern[str] | None = None
    words: re.Pattern[str] | None = None  # the date itself, whole
    reference: bool = True
    behind_only: bool = False  # does not hold for days after the release
    clause: bool = False  # ``sentence`` is looked for in the clause of the date only


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


REFERENCES: tuple[Rule, ...] = (
    Rule(
        "document",
        before=_compiled(
            rf"(?:\b(?:{DOCUMENT})\b(?:(?!\b(?:sign|execut|enter|complet|start|begin|"
            rf"award|grant|conclu)\w*)[^.;,]){{0,40}}?\b(?:of|from|for|filed|dated|"
            rf"issued|published|entitled|du|de|daté)\W*(?:the |le |on |in |en )*"
            rf"|\b(?:{CONTRACT})\b[^.;,]{{0,30}}\bdat(?:ed|[ée]e?s?)(?: as of| du)?\W*"
            r"|\bdated(?: as of)?\W*|\bas amended(?: and restated)?(?: on)?\W*|"
            r"\beffective date (?:of|is|being)\W*|\bdat[ée]e?s? du\W*|\ben date du\W*|"
            r"\bporte la date du\W*"
            r"|date d'(?:effet|entr[ée]e en vigueur)(?: est| au| du)?(?: le)?\W*)$"
        ),
        behind_only=True,
    ),
    Rule(
        "earlier_release",
        before=_compiled(
            r"\b(?:(?:previously|first|initially|already|originally) )?(?:announced|"
            r"reported|disclosed|published|press[- ]released|news[- ]released|"
            r"communicated|outlined|described)"
            r"(?: (?:by|in|to|under)(?: [\w'’]+){1,5})?(?: (?:on|in|of|dated|earlier|et))*\W*$"
            r"|\b(?:annonc|publi|divulgu|d[ée]voil|communiqu)[ée]e?s?(?: (?:par|"
            r"dans)(?: [\w'’]+){1,5})?(?: (?:le|en|au|du))*\W*$"
            r"|\b(?:see|refer to|voir|consulter)\b[^.;]{0,80}$"
        ),
        behind_only=True,
    ),
    Rule(
        "statute",
        before=_compiled(
            r"\b(?:act|code|section|rule|regulation|loi|article|r[èe]glement|policy|"
            r"convention|instrument)s?\b[^.;]{0,50}(?:of|de)\W*(?:the )?$"
        ),
    ),
    Rule(
        "legal_term",
        before=_compiled(
            r"\b(?:record date|holders? of record|shareholders of record|expir(?:y|e|"
            r"es|ed|ing|ation)|matur(?:e|es|ing|ity)|exercisable|hold period|outside "
            r"date|cut-?off|proxies|proxy|"
            r"lapses?|valid (?:until|through|to)|term\s*:|terme\s*:|statutory|four[- "
            r"]month|restricted (?:until|from)|redeem\w*|convertible|"
            r"interest\b.{0,30}\bpayable|payable"
            r"|date de cl[ôo]ture des registres|[ée]ch[ée]ance|expir(?:e|ent|era|"
            r"eront|ation)|inscrits?|actionnaires inscrits|valables?|p[ée]riode de "
            r"d[ée]tention|procurations?"
            r")\b[^.;]{0,90}$"
        ),
    ),
    Rule(
        "outside_date",
        sentence=_compiled(
            r"\b(?:walk away|outside date|may (?:be )?terminat\w*|right to terminate|"
            r"(?:fails?|failed) to (?:close|occur)|(?:has|have) not (?:happened|"
            r"occurred|closed|been (?:completed|satisfied))|r[ée]silier|date butoir|"
            r"date limite ext[ée]rieure)\b"
        ),
    ),
    Rule(
        "period_end",
        before=_compiled(
            r"\b(?:(?:three|six|nine|twelve|3|6|9|12|fiscal|financial|first|second|"
            r"third|fourth)?[- ]*(?:quarters?|years?|months?|periods?|half|week|"
            r"trimestre|exercice|semestre|p[ée]riode|ann[ée]e|mois)"
            r" (?:period )?(?:then )?(?:end(?:ed|ing|s)|clos|termin[ée]e?s?|se "
            r"terminant|prenant fin)(?: on| le)?|year[- ]end (?:is|of|on)|balance "
            r"sheet (?:date|as at)|as at|as of|compared (?:with|to)|versus|en date "
            r"du)\W*$"
        ),
        sentence=_compiled(
            r"\b(?:quarter|year|months?|period|fiscal|financial statements|cash|"
            r"balance|outstanding|working capital|results|trimestre|exercice|"
            r"tr[ée]sorerie|en circulation|[ée]tats financiers|effective)\b"
        ),
    ),
    Rule(
        "period_end",
        before=_compiled(r"\bat\W*$"),
        sentence=_compiled(
            r"\b(?:cash|working capital|outstanding|indebtedness|balance|reserves? of)\b"
        ),
    ),
    Rule(
        "period_end",
        before=_compiled(
            r"\b(?:results|revenues?|sales|net (?:income|loss)|earnings|cash flows?|"
            r"EBITDA|financial statements|chiffre d'affaires|r[ée]sultats|"
            r"b[ée]n[ée]fice|[ée]tats financiers)\b[^.;,]{0,40}\b(?:for|of|pour|du|"
            r"de)\W*(?:the |le |l')?$"
        ),
        behind_only=True,
    ),
    Rule(
        "comparison",
        before=_compiled(
            r"\b(?:compared (?:with|to)|versus|vs\.?|up from|down from|(?:increase|"
            r"decrease|improvement) (?:from|over)|par rapport (?:[àa]|au)|"
            r"contre)\b[^.;]{0,60}$"
        ),
    ),
    Rule(
        "superseded",
        before=_compiled(
            r"\b(?:previously|originally|initially|formerly|anciennement|initialement|"
            r"pr[ée]c[ée]demment)\s+(?:guided|expected|planned|scheduled|targeted|"
            r"estimated|anticipated|forecast|set|due|pr[ée]vue?s?|attendue?s?|"
            r"fix[ée]e?s?|annonc[ée]e?s?)(?:\s+(?:to|for|in|on|by|at|completion|start|"
            r"pour|en|le|au|à|be|complete))*\W*$"
        ),
    ),
    Rule(
        "legal_term",
        before=_compiled(
            r"\b(?:until|prior to|on or before|before|period (?:ending|of|expiring)|"
            r"up to|jusqu'au|within|for|pendant|avant le)\W*$"
        ),
        sentence=_compiled(
            r"\b(?:warrants?|bons? de souscription|stock options|entitles|entitling|"
            r"exercise price|exer[cç]able)\b"
        ),
    ),
    Rule(
        "superseded",
        before=_compiled(
            r"\b(?:previously|formerly|initially|originally|anciennement|initialement"
            r"|pr[ée]c[ée]demment)\W*$"
        ),
    ),
    Rule(
        "contract_term",
        before=_compiled(
            r"\b(?:term(?! sheet)|terme|dur[ée]e|runs?|running|remains? in (?:force|effect)|in "
            r"force|good standing|valid|effective|lasts?|for a (?:period|term) "
            r"of)\b[^.;]{0,40}$"
        ),
        sentence=_compiled(
            r"\b(?:term(?! sheet)|terme|dur[ée]e|agreement|licen[cs]e|permit|lease|option|grant|"
            r"it|runs?|offtake|contract|claims?|entente|bail|permis|contrat)\b"
        ),
    ),
    Rule(
        "fiscal_calendar",
        before=_compiled(
            r"\b(?:fiscal|financial) year(?:-end)?(?: (?:ends?|runs|begins|is|"
            r"starts))[^.;]{0,30}$|\bexercice (?:financier )?(?:se termine|prend fin|"
            r"commence|d[ée]bute)[^.;]{0,20}$"
        ),
    ),
    Rule(
        "data_room",
        sentence=_compiled(
            r"\b(?:historical (?:results|data|work|resources?|estimates?|drilling|"
            r"exploration)|assessment (?:reports?|files?)|r[ée]sultats historiques|"
            r"donn[ée]es historiques|travaux statutaires)\b"
        ),
    ),
)
NOT_MILESTONES: tuple[Rule, ...] = (
    Rule(
        "call",
        sentence=_compiled(
            r"\b(?:conference call|webcast|dial[- ]in|webinar|earnings call|"
            r"t[ée]l[ée]conf[ée]rence|webdiffusion|conf[ée]rence t[ée]l[ée]phonique|"
            r"replay|rediffusion)\b"
        ),
        reference=False,
    ),
    Rule(
        "habit",
        sentence=_compiled(
            r"\b(?:normally|usually|typically|generally|each year|every year|annually|"
            r"g[ée]n[ée]ralement|habituellement|normalement|chaque ann[ée]e|"
            r"d'ordinaire)\b"
        ),
        reference=False,
    ),
    # "In the first quarter the mine produced 12,400 ounces": a figure of accounts. The first ounces
    # are an event, and so is a record.
    Rule(
        "period_figure",
        words=_compiled(
            r".*\b(?:quarter|half|year|months?|trimestre|semestre|ann[ée]e|exercice|mois|fiscal|"
            r"[QTHS][1-4])\b.*|\W*(?:[^\W\d_]+\.? )*(?:19|20)\d\d\W*"
        ),
        sentence=_compiled(
            r"^(?!.*\b(?:first|record|maiden|inaugural|premi[èe]re?s?)\b (?!quarter|half|"
            r"trimestre|semestre|three|six|nine))"
            r".*\b(?:produced|produc(?:tion|ed)|sold|sales|recovered|processed|milled|mined|shipped|"
            r"poured|a produit|ont produit|vendu|trait[ée]|extrait|exp[ée]di[ée])\b[^;]{0,60}?"
            r"\b[0-9][0-9,.  ]*(?:million |millions de |millions d'|thousand )?(?:of |de )?"
            r"(?:(?:gold|silver|metric|dry|wet|troy|payable) )?(?:ounces?|oz|pounds?|lbs?|"
            r"tonnes?|tons?|kg|kilograms?|grams?|carats?|barrels?|onces?|livres?|kilogrammes?)\b"
        ),
        reference=False,
        behind_only=True,
    ),
    Rule(
        "market",
        sentence=_compiled(
            r"\b(?:(?:global|world|market|industry|metal|"
            r"worldwide)\b.{0,40}\b(?:demand|supply|price|prices|market|deficit|"
            r"consumption)|demand (?:for|is)|analysts|la demande (?:mondiale|de)|"
            r"march[ée] mondial|prix du)\b"
        ),
        reference=False,
    ),
    Rule(
        "earlier_history",
        sentence=_compiled(
            r"\b(?:previous (?:owner|operator)s?|former (?:owner|operator|producer)s?|"
            r"prospecting syndicate|(?:historic(?:al)?|past)[- ](?:producer|producing|"
            r"production|mine|mining|operator)|nobody has|was (?:first )?discovered|"
            r"anciens? (?:propri[ée]taires?|exploitants?)|mine historique)\b"
        ),
        reference=False,
        clause=True,
    ),
    Rule(
        "announcing",
        before=_compiled(r"$"),
        sentence=_compiled(
            r"\b(?:(?:today|aujourd'hui) (?:announc|report|provid|releas|publish|issu|"
            r"updat|annonc|publi|pr[ée]sent)\w*|(?:announc|report|provid|releas|"
            r"publish|issu|annonc|publi)\w* (?:today|aujourd'hui))\b"
        ),
        words=_compiled(r"\W*(?:today|aujourd'hui)\W*"),
        reference=False,
    ),
    Rule(
        "biography",
        sentence=_compiled(
            r"\b(?:joined (?:the |our )?(?:board|company|team|corporation|\w+ in)|a "
            r"rejoint|has worked|previously (?:served|worked|held)|was previously|"
            r"most recently)\b"
        ),
        reference=False,
        clause=True,
        behind_only=True,
    ),
    Rule(
        "biography",
        sentence=_compiled(
            r"\b(?:his career|her career|years of experience|graduated|holds a "
            r"(?:degree|bachelor|master|B\.|M\.|Ph)|served as|worked (?:for|at|with)|"
            r"ann[ée]es d'exp[ée]rience|dipl[ôo]m[ée]|carri[èe]re)\b"
        ),
        reference=False,
    ),
)
# A date that a sentence moves to another: the first is no longer due.
MOVED = re.compile(
    r"\b(?:moved?|moves|extend(?:s|ed)?|postpon(?:es?|ed)|defer(?:s|red)?|push(?:es|"
    r"ed)?|reschedul(?:es?|ed)|chang(?:es?|ed)|delay(?:s|ed)?|revis(?:es?|ed)|"
    r"advanc(?:es?|ed)|brought forward|"
    r"amend(?:s|ed)?|report[ée]e?s?|prolong[ée]e?s?|repouss[ée]e?s?|devanc[ée]e?s?|"
    r"d[ée]plac[ée]e?s?|modifi[ée]e?s?|diff[ée]r[ée]e?s?)\b",
    re.IGNORECASE,
)
SEVERAL_EVENTS = re.compile(
    r"\b(?:two|three|four|five|six|seven|several|multiple|numerous|various|series of|"
    r"deux|trois|quatre|cinq|plusieurs|s[ée]rie d)\b(?:\s+[\w'’-]+){0,3}\s+"
    r"(?:conferences?|meetings?|events?|milestones?|catalysts?|steps|symposi\w+|shows|"
    r"fairs|activities|programs|conf[ée]rences?|rencontres|[ée]v[ée]nements|[ée]tapes|"
    r"salons|jalons|activit[ée]s)\b",
    re.IGNORECASE,
)


class Verdict(NamedTuple):
    """``milestone``: proposed as one. ``reference``: it only dates something else. And why."""

    milestone: bool
    reference: bool
    reason: str


PROPOSED = Verdict(milestone=True, reference=False, reason="stated")
VAGUE = Verdict(milestone=False, reference=False, reason="vague")
SUPERSEDED = Verdict(milestone=False, reference=True, reason="superseded")


def judge(sentence: str, start: int, end: int, kind: Kind, *, ahead: bool) -> Verdict:
    """Whether what a plain sentence dates from ``start`` to ``end`` may be a milestone.

    ``ahead``: the days lie after the release.
    """
    if kind in (Kind.CAUTION, Kind.NOTICE):
        return Verdict(milestone=False, reference=True, reason="legal_paragraph")
    before, words = sentence[:start], sentence[start:end]
    clause = _clause(sentence, start, end)
    for rule in REFERENCES + NOT_MILESTONES:
        if rule.behind_only and ahead:
            continue
        if rule.words and not rule.words.fullmatch(words):
            continue
        if rule.before and not rule.before.search(before[-200:] + _lead(words)):
            continue
        if rule.sentence and not rule.sentence.search(clause if rule.clause else sentence):
            continue
        return Verdict(milestone=False, reference=rule.reference, reason=rule.reason)
    return PROPOSED


def _clause(sentence: str, start: int, end: int) -> str:
    """The part of the sentence around the date, between "and", "but" and semicolons."""
    begin = max((match.end() for match in BREAK.finditer(sentence, 0, start)), default=0)
    following = BREAK.search(sentence, end)
    return sentence[begin : following.start() if following else len(sentence)]


PERIOD = re.compile(
    r".*\b(?:ended|ending|clos|termin[ée]e?s?|se terminant|prenant fin)(?: (?:on|le))?\s*",
    re.IGNORECASE,
)


def _lead(words: str) -> str:
    """The small words at the start of a date that rules ask for: "as of March 31" ends in "as of".

    So does "the quarter ended March 31" in "the quarter ended ".
    """
    if match := PERIOD.match(words):
        return match[0]
    match = re.match(
        r"(?:as (?:of|at)|at|until|through|to|by|on|in|dated|effective|for|from|du|le|"
        r"au|en|before)\b\W*",
        words,
        re.IGNORECASE,
    )
    return match[0] if match else ""
