"""The words for what somebody does in an organisation, and names of people, as printed."""

from __future__ import annotations

import re

HEAD_EN = (
    r"President|Chair(?:man|woman|person)?|Chief(?: [A-Z][\w-]+){1,3} Officer|"
    r"Chief(?: [A-Z][\w-]+){1,2}|C[EFOTSMI]O|Vice[- ]?President|S?E?VP|Director|"
    r"Manager|Head|Advis[oe]r|Geologist|Engineer|Metallurgist|Geophysicist"
    r"|Consultant|Secretary|Treasurer|Controller|(?:Co-)?[Ff]ounder|Partner|Principal|"
    r"Analyst|Minister|Mayor|Professor|Qualified Person|Coordinator|Specialist|"
    r"Superintendent|Investor Relations|Media Relations|Public Relations"
    r"|Corporate Communications|Communications|Chief|Officer|Scientist|Counsel|"
    r"Representative|Lead|Spokesperson|Administrator|Executive|Leader|Associate|"
    r"Ambassador|Commissioner|Trustee|Elder|Premier|Senator"
)
HEAD_FR = (
    r"[Pp]r[ée]sidente?|[Cc]hef(?:fe)? (?:de la direction|des finances|de "
    r"l'exploitation|des op[ée]rations|de la direction financi[èe]re|g[ée]ologue|de "
    r"l'exploration|de projet)|[Vv]ice-pr[ée]sidente?|[Dd]irect(?:eur|rice)|"
    r"[Rr]esponsable"
    r"|[Gg][ée]ologue|[Ii]ng[ée]nieure?|[Cc]onseill(?:er|[èe]re)|[Pp]ersonne "
    r"qualifi[ée]e|[Mm]inistre|[Ss]ecr[ée]taire|[Aa]dministrat(?:eur|rice)|"
    r"[Tt]r[ée]sori(?:er|[èe]re)|[Gg]estionnaire|[Ff]ondat(?:eur|rice)|[Mm]aire|"
    r"[Pp]rofesseure?"
    r"|[Aa]ssoci[ée]e?|[Pp]orte-parole|[Aa]nalyste|[Cc]oordonnat(?:eur|rice)|"
    r"[Rr]elations (?:avec les )?(?:investisseurs|m[ée]dias)|[Cc]hef(?:fe)?|"
    r"[Mm][ée]tallurgiste|[Cc]ontr[ôo]leure?"
)
LOWER_HEAD = (
    r"president|chair(?:man|woman|person)?|chief executive(?: officer)?|vice[- ]president|"
    r"director|manager|advis[oe]r|geologist|engineer|metallurgist|consultant|geophysicist|"
    r"spokesperson|minister|partner|founder|analyst|professor|secretary|qualified person|"
    r"head"
)
ROLE = re.compile(rf"\b(?:{HEAD_EN}|{HEAD_FR}|{LOWER_HEAD})\b")
DEPARTMENT_AFTER = re.compile(
    r"(?:Vice[- ]?President|VP|Director|Manager|Head|Chief|Lead|Officer|Advis[oe]r|"
    r"Vice-pr[ée]sidente?|Direct(?:eur|rice)|Responsable|Conseill(?:er|[èe]re)|"
    r"Gestionnaire|Geologist|Engineer)(?: principale?| g[ée]n[ée]rale?)?$",
    re.IGNORECASE,
)
GIVEN = (
    r"(?:[A-ZÀ-Ý][a-zà-ÿ]+(?:['’][A-ZÀ-Ý]?[a-zà-ÿ]+)?(?:[A-Z][a-zà-ÿ]+)?(?:-[A-ZÀ-Ý][a-zà-ÿ]+)*|"
    r"[A-ZÀ-Ý]['’][A-ZÀ-Ý][a-zà-ÿ]+)"
)
PARTICLE = (
    r"(?:de|de la|du|van|van der|van den|von|der|den|da|dos|di|del|le|la|ter|bin|al|el|St\.|Ste\.)"
)
NAME = (
    rf"(?:{GIVEN}|[A-Z]\.(?: ?[A-Z]\.){0, 3})(?: (?:[A-Z]\.?|\"{GIVEN}\"|\({GIVEN}\)|"
    rf"{GIVEN}|{PARTICLE}(?= [A-ZÀ-Ý]))){{0,3}}"
    rf" (?:{PARTICLE} )?{GIVEN}(?: (?:Jr|Sr|II|III)\.?)?"
)
TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Mme|M|Prof|Hon|The Honourable|L'honorable|Chief)\.? )?"
PERSON = re.compile(rf"{TITLE}(?P<name>{NAME})")
POST_NOMINAL = re.compile(
    r"(?:P\.? ?(?:Geo|Eng|Geol|G)\.?|Ph\.? ?D\.?|M\.? ?Sc\.?|B\.? ?Sc\.?|B\.?A\.?|"
    r"M\.?A\.?|MBA|CPA|CA|CFA|CGA|CMA|ICD\.D|LL\.?B\.?|J\.?D\.?|Q\.?C\.?|K\.?C\.?|"
    r"g[ée]o\.?|ing\.?|P\. ?G[ée]o\.?|FAusIMM|MAusIMM|MAIG|FGS|CPG|C\.?P\.?G\.?|QP"
    r"|P\.?Geoph?\.?|Jr\.?|Sr\.?|F\.?C\.?I\.?M\.?|M\.?A\.?Sc\.?|B\.?Eng\.?|M\.?Eng\.?|"
    r"CPIR|Eur(?:Geol|Ing)\.?|RM-?SME|SME|FCPA|ASC|C\.Dir\.?|OGQ|"
    r"OIQ)(?:\s*\([^)]{0,40}\))?(?: No\. ?\d+)?",
)
NOT_NAMES = re.compile(
    r"\b(?:Investor|Relations|Media|Corporate|Communications|Market|Markets|"
    r"Development|Capital|Group|Mining|Minerals?|Metals?|Resources?|Gold|Silver|"
    r"Copper|Lake|Lac|River|Mountain|Creek|Project|Property|Inc|Corp|Ltd|LLC|Limited"
    r"|Company|Corporation|Board|Directors?|Officers?|President|Chief|Executive|Vice|"
    r"Manager|Exchange|Venture|Qualified|Person|National|Instrument|Street|Avenue|"
    r"Suite|Road|Province|British|Columbia|New|North|South|East|West|United|States"
    r"|January|February|March|April|June|July|August|September|October|November|"
    r"December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Toll|Free|"
    r"Phone|Email|Tel|Website|Twitter|Facebook|Contact|Information|News|Release"
    r"|Laborator\w+|University|Institute|Association|Commission|First|Nation|Council|"
    r"Partners|Capital|Securities|Services|Drilling|Technologies|Energy|Exploration|"
    r"Operations|General|Senior|Technical|The|This|Our|For|On|In|At|By|And|With|"
    r"Relations"
    r"|Premi[èe]re|Soci[ée]t[ée]|Centre|Minist[èe]re|Projet|Bourse|Croissance|Pour|"
    r"Les|Des|Direction|Renseignements|Courriel|T[ée]l[ée]phone|Site|Web|Zone|Phase|"
    r"Hole|Line|Table|Highlights|Results|Strategic|Advisor|Engineer|Geologist|"
    r"Consulting"
    r"|Head|Interim|Cautionary|Statement|Forward|Looking|Safe|Harbor|Harbour|Canada|"
    r"Canadian|Ontario|Alberta|Quebec|Qu[ée]bec|Europe|European|America|American|"
    r"Africa|Australia|Western|Eastern|Northern|Southern|Central)\b"
)


def is_name(words: str) -> bool:
    """Whether the words are, whole, the name of a person."""
    match = PERSON.fullmatch(words)
    return (
        match is not None and not NOT_NAMES.search(match["name"]) and not ROLE.search(match["name"])
    )


def is_role(words: str) -> bool:
    """Whether the words say what somebody does: short, with a word for it."""
    return len(words) < 90 and bool(ROLE.search(words)) and not re.search(r"[@0-9:]|\.\s", words)
