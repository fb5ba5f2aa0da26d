"""The words of dates that are read, in English and French.

All are folded: lower case without accents. ``phrasebook`` has those that are written.
"""

import re
from collections.abc import Mapping

# Folded words for a date that is not given. The first of them is no word at all.
NO_DATE = {
    "",
    "no date",
    "no date given",
    "not stated",
    "undated",
    "none",
    "n/a",
    "tbd",
    "date tbd",
    "tba",
    "to be determined",
    "to be announced",
    "to be confirmed",
    "sans date",
    "aucune date",
    "non date",
    "non datee",
    "non precise",
    "non precisee",
    "a determiner",
    "a confirmer",
    "a annoncer",
    "date to be determined",
    "date to be announced",
    "date to be confirmed",
    "timing to be determined",
    "date a determiner",
    "date a confirmer",
    "date a annoncer",
    "date a preciser",
    "a preciser",
    "date inconnue",
    "date unknown",
    "unknown",
    "inconnue",
    "date not stated",
    "date non precisee",
    "not disclosed",
    "non divulguee",
}

# Token: the folded words that mean it. "" drops words that carry no meaning for a date.
WORDS: Mapping[str, str] = {
    "jan": "january|janvier|jan|janv",
    "feb": "february|fevrier|feb|fevr|fev",
    "mar": "march|mars|mar",
    "apr": "april|avril|apr|avr",
    "may": "may|mai",
    "jun": "june|juin|jun",
    "jul": "july|juillet|jul|juill|juil",
    "aug": "august|aout|aug",
    "sep": "september|septembre|sept|sep",
    "oct": "october|octobre|oct",
    "nov": "november|novembre|nov",
    "dec": "december|decembre|dec",
    "mon": "monday|lundi|mon",
    "tue": "tuesday|mardi|tue|tues",
    "wed": "wednesday|mercredi|wed",
    "thu": "thursday|jeudi|thu|thur|thurs",
    "fri": "friday|vendredi|fri",
    "sat": "saturday|samedi|sat",
    "sun": "sunday|dimanche|sun",
    "1": "one|un|une",
    "2": "two|deux",
    "3": "three|trois",
    "4": "four|quatre",
    "5": "five|cinq",
    "6": "six",
    "7": "seven",  # "sept" is September unless a unit follows: see REWRITES
    "8": "eight|huit",
    "9": "nine|neuf",
    "10": "ten|dix",
    "11": "eleven|onze",
    "12": "twelve|douze",
    "13": "thirteen|treize",
    "14": "fourteen|quatorze",
    "15": "fifteen|quinze",
    "16": "sixteen|seize",
    "18": "eighteen",
    "20": "twenty|vingt",
    "30": "thirty|trente",
    "#1": "first|premier|premiere",
    "#2": "second|seconde|deuxieme|latter",
    "#3": "third|troisieme",
    "#4": "fourth|quatrieme",
    "early": "early|tot",
    "start": "start|beginning|debut",
    "mid": "mid|middle|mi|milieu",
    "late": "late",
    "end": "end|fin",
    "spring": "spring|springtime|printemps",
    "summer": "summer|summertime|ete",
    "autumn": "autumn|fall|automne",
    "winter": "winter|wintertime|hiver",
    "quarter": "quarter|trimestre|trim|qtr",
    "half": "half|semestre|moitie",
    "fiscal": (
        "fiscal|fiscal year|financial year|fy|exercice|exercice financier|annee financiere"
        "|annee fiscale"
    ),
    # Several days, weeks or years are no period unless a number goes before them.
    "day": "day|jour|calendar day|business day",
    "days": "days|jours|calendar days|business days",
    "week": "week|semaine",
    "weeks": "weeks|semaines",
    "month": "month|mois",  # « mois » is one or several: the words beside it tell
    "months": "months",
    "year": "year|an|annee|calendar year|annee civile",
    "years": "years|ans|annees",
    "quarters": "quarters|trimestres",
    "halves": "halves|semestres",
    "fortnight": "quinzaine",
    "beginning": "beginning|commencing|starting|debutant|commencant",
    "ending": (
        "ending|ended|ending on|ended on|closed|clos|close|terminant|se terminant|termine"
        "|terminee|termines|terminees|prenant fin|finissant"
    ),
    "decade": "decade|decennie",
    "end year": "year end|yearend|end year",
    "isoweek": "isoweek",
    "this": "this|these|current|ce|ces|cet|cette|en cours",
    "next": "next|upcoming|coming|following|prochain|prochaine",
    "nexts": "prochains|prochaines|ahead|to come|a venir|qui viennent|qui suivent",
    "few": ("few|several|a few|couple|a couple|some|various|quelques|plusieurs|divers|diverses"),
    "coming": "rolling next",  # from the release's day on: see REWRITES
    "past": "past|rolling last",
    "ago": "ago|il y a",
    "last": "last|previous|dernier|derniere",
    "lasts": "derniers|dernieres",
    "today": "today|aujourd'hui",
    "yesterday": "yesterday|hier",
    "tomorrow": "tomorrow|demain",
    "later": "later|later in|plus tard|plus tard en|plus tard dans",
    "earlier": "earlier|earlier in|plus tot|plus tot en|plus tot dans",
    "recent": "recently|recemment|lately|dernierement",
    "to": "to|through|thru",
    "au": "a|au|aux",  # between two dates "to", else "in": "au début de 2019"
    "and": "and|et|&",
    "or": "or|ou",
    "between": "between|entre",
    "in": (
        "in|on|during|dans|at|lors|courant|calendar|durant|throughout|dans le courant|en date"
        "|tout au long"
    ),
    "en": "en",  # « en 18 mois » is a length, « dans 18 mois » is counted from the release
    "soon": (
        "soon|shortly|bientot|prochainement|sous peu|in the near future|in the near term"
        "|in the short term|a court terme|dans un proche avenir|dans un avenir rapproche"
    ),
    "within": "within|dans les",
    "atmost": "au plus|tout au plus|at most|no more than|not more than",
    "over": "over|for|pour|lasting|period|sur|pendant|periode|duree|au cours|au cours des",
    "once": "once begun|une fois commence|une fois commencee",
    "by": (
        "by|by on|on or before|before or on|at the latest|no later than|not later than"
        "|by no later than|au plus tard|ici|d'ici"
    ),
    "until": "until|till|up to|up until|jusqu'au|jusqu'a|jusqu'en|jusque",
    "before": "before|prior to|avant|ahead of",
    # "dès" (from) and "des" (of the) fold to one word. Before a date only the first makes sense.
    "from": (
        "from|starting|starting from|beginning on|beginning in|beginning from|as from"
        "|on or after|no earlier than|not earlier than|not before|not until|commencing"
        "|commencing in|commencing on|starting in|starting on|as early as|as soon as|a compter"
        "|a partir|au plus tot|at the earliest|des|pas avant|debutant en"
        "|debutant le|commencant le|commencant en"
    ),
    # A state on a day, or what takes effect on it: that day.
    "asof": (
        "as of|as at|effective|effective as of|effective on|with effect from|en vigueur"
        "|prenant effet|en vigueur a compter|entrant en vigueur|entre en vigueur|entree en vigueur"
    ),
    "since": "since|depuis",
    "after": "after|later than|following|apres",
    "orlater": "or later|or after|ou plus tard|ou apres|onward|onwards|et apres|and after",
    "about": (
        "about|around|circa|ca|c|approximately|approx|roughly|vers|environ|aux environs"
        "|aux alentours|autour|on or about|on or around|in or about|in or around|ou vers"
        "|or so|some time around"
    ),
    "": (
        "of|the|de|du|le|la|les|lors des|sometime|some time|at some point|a un moment"
        "|the course of|le courant"
    ),
}

# Verbs and nouns that a date is often copied with ("is expected to begin in"). They say nothing
# about the date. None of them denies ("not"), and none is also a word of dates ("may", "last").
VERBS = (
    "is|are|was|were|be|been|being|will|would|should|has|have|had|to|also|now|currently|it"
    "|expected|scheduled|planned|anticipated|targeted|targeting|slated|due|set|intended|projected"
    "|estimated|expects|expect|plans|plan|anticipates|completed|complete|completes|completion"
    "|announced|announces|announce|signed|sign|held|hold|begin|begins|began|begun|started"
    "|commence|commences|commenced|commencement|take|takes|took|taken|taking|place|occur|occurs"
    "|occurred|happen|happened|finish|finished|conclude|concluded|entered|executed|issued"
    "|published|filed|received|granted|acquired|released|drilled|launched|opened|approved|awarded"
    "|dated|delivered|closing|delivery|production|construction|drilling"
    "|est|sont|etait|etaient|sera|seront|serait|ont|avait|avaient|etre|devrait|devraient|doit"
    "|doivent|prevu|prevue|prevus|prevues|attendu|attendue|attendus|attendues|annonce|annoncee"
    "|signe|signee|acheve|achevee|acheves|achevees|termine|terminee|complete|completee|tenu|tenue"
    "|lance|lancee|depose|deposee|publie|publiee|conclu|conclue|realise|realisee|amorce|amorcee"
    "|commence|commencee|commencer|debute|debuter|debutera|amorcer|terminer|achever|tenir|tiendra"
    "|aura|auront|aurait|lieu|eu|se|s'est|se tiendra|il|commencera|commenceront|debuteront|cloture"
    "|cloturee|closed"
)

# The zones of hours that are read, each with the clocks it means. Some words mean the standard or
# the daylight time only, and are read as a zone only when those clocks show that time.
ZONES: Mapping[str, str] = {
    "America/Toronto": (
        "et|est|edt|eastern|eastern time|heure de l'est|he|hne|hae|montreal time|toronto time"
        "|heure de montreal|eastern standard time|eastern daylight time"
        "|heure normale de l'est|heure avancee de l'est"
    ),
    "America/Winnipeg": "ct|cst|cdt|central time|heure du centre|hc|hnc",
    "America/Edmonton": "mt|mst|mdt|mountain time|heure des rocheuses|hr|hnr|har",
    "America/Vancouver": "pt|pst|pdt|pacific time|heure du pacifique|hp|hnp|hap",
    "America/Halifax": "atlantic time|ast|adt|heure de l'atlantique|ha|hna|haa",
    "America/St_Johns": "newfoundland time|nst|ndt|heure de terre-neuve|hnt|hat",
    "Europe/London": "bst|london time|heure de londres",
    "Europe/Paris": "cet|cest|paris time|central european time|heure de paris",
    "Europe/Berlin": "berlin time|heure de berlin",
    "Europe/Brussels": "brussels time|heure de bruxelles",
    "UTC": "utc|gmt|z|tu",
}
STANDARD_TIME = frozenset(
    [
        "est",
        "cst",
        "mst",
        "pst",
        "ast",
        "nst",
        "hne",
        "hnc",
        "hnr",
        "hnp",
        "hna",
        "hnt",
        "cet",
        "eastern standard time",
        "heure normale de l'est",
    ]
)
DAYLIGHT_TIME = frozenset(
    [
        "edt",
        "cdt",
        "mdt",
        "pdt",
        "adt",
        "ndt",
        "hae",
        "har",
        "hap",
        "haa",
        "hat",
        "bst",
        "cest",
        "eastern daylight time",
        "heure avancee de l'est",
    ]
)

FRENCH_UNITS = "jours?|semaines?|mois|ans?"
ONE_UNIT = "day|week|month|year"
FRENCH_UNIT = "jour|semaine|mois|annee"
SEVERAL_UNITS = "(?:days|weeks|months|quarters|years)"
FEW = "(?:few |several |couple of )"
# « Les années 2010 » are a decade; « les années 2010 et 2011 », « 2010 à 2015 » are years.
OTHER_YEAR = r"(?: (?:et|ou|a|au|to|-) |-|/)(?:l')?(?:annee )?[0-9]{3}[1-9]\b"
PARTS = "early|mid|middle|late|end|start|mi|debut|milieu|fin|year|month|quarter"

# Applied in order to folded text, before the words are looked up. None backtracks further than a
# few characters.
REWRITES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[a-z])\."), ""),  # Nov. déc.
    (
        re.compile(r"\b(jours?|semaines?|mois|ans?|plus|environ) apres le debut$"),
        r"\1 once begun",
    ),
    (re.compile(r"\bdix-huit\b"), "18"),
    (re.compile(r"\b(?:vingt-quatre|twenty-four)\b"), "24"),
    (re.compile(r"\bbeginning (?=of\b)"), "start "),
    (re.compile(r"\b(?:une|a) (?=period)"), ""),
    (re.compile(r"\b(?:en cours|ongoing|underway|under way) (?=since\b|depuis\b)"), ""),
    (re.compile(r"(?<![0-9/])(0[1-9]|1[0-2])/(?=[0-9]{4}\b)"), r"month \1 "),
    (re.compile(r"\b[ld]'(?!ici\b)"), " "),  # l'année, d'avril
    (re.compile(r"\bd'(?=ici\b)"), ""),
    (re.compile(rf"\bsept(?= (?:(?:a|ou) [a-z0-9]+ )?(?:{FRENCH_UNITS})\b)"), "7"),
    (re.compile(r"\ban (?=[0-9])"), ""),  # an 18-month period
    (re.compile(rf"\b(within|in|over|next|about) an? (?=(?:{ONE_UNIT})\b)"), r"\1 1 "),
    (re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th|ers?|ere|eme|re|e)\b"), r"#\1"),
    (re.compile(r"\b([0-9]{4})-w([0-9]{2})\b"), r"isoweek \1 \2"),
    (re.compile(r"\b(?:week|semaine) ([0-9]{1,2}) (?:of|de) ([0-9]{4})\b"), r"isoweek \2 \1"),
    # Quarters and halves: 4Q24, 2T 2024, Q1 '25, T3-2024, 2025Q1, H2/2025. Only beside them is a
    # year of two figures read.
    (re.compile(r"\b([1-4])[qt] ?(?=(?:'?[0-9]{2}|[0-9]{4}|fy ?[0-9]+)\b)"), r"#\1 quarter "),
    (re.compile(r"\b([12])[hs] ?(?=(?:'?[0-9]{2}|[0-9]{4}|fy ?[0-9]+)\b)"), r"#\1 half "),
    (re.compile(r"(#[1-4]) t(?= |$)"), r"\1 quarter"),  # 1er T 2024
    (re.compile(r"(?<=\b[0-9]{4})[-/ ]?[qt]([1-4])\b"), r" #\1 quarter "),
    (re.compile(r"(?<=\b[0-9]{4})[-/ ]?[hs]([12])\b"), r" #\1 half "),
    (re.compile(r"\b[qt]([1-4])(?:[-/ ]|\b)"), r"#\1 quarter "),
    (re.compile(r"\b[hs]([12])(?:[-/ ]|\b)"), r"#\1 half "),
    (re.compile(r"((?:quarter|half) +)'?([0-9]{2})\b(?!-)"), r"\g<1>20\2"),
    (re.compile(r"\bfy ?'?([0-9]{2})\b(?!-)"), r"fy 20\1"),
    (re.compile(r"\b([0-9]{3}0)'?s\b"), r"decade \1"),  # 2010s
    (
        re.compile(rf"\b(?:(?:dans les|des|les) )?annees ([0-9]{{3}}0)\b(?!{OTHER_YEAR})"),
        r"decade \1",
    ),
    (re.compile(r"\bfy(?=[0-9]{4}\b)"), "fy "),
    (re.compile(r"\b([0-9]{1,2})-([a-z]{3,9})-(?=[0-9]{4}\b)"), r"\1 \2 "),  # 13-Jul-2023
    (re.compile(r"\b(first|second|third|fourth)-(?=quarter|half)"), r"\1 "),
    (re.compile(r"\b(early|mid|middle|debut|mi)[- ]+(to|a)[- ]+(?=mid|mi|late|fin)"), r"\1 \2 "),
    (re.compile(rf"\b({PARTS})-(?=[a-z0-9#])"), r"\1 "),  # mid-2019, mi-novembre, year-end
    (re.compile(rf"(?<=[a-z0-9])-(?=(?:{ONE_UNIT})\b)"), " "),  # an 18-month period
    (re.compile(r"(?<=[a-z])-ci\b"), " "),  # ce mois-ci
    (re.compile(r"(?<=\b[0-9]{4})/(?=[0-9]{2}(?:[0-9]{2})?\b)"), " to "),
    (re.compile(r"-"), " to "),
    # "The next year" and "la prochaine année" are twelve months from the release. "Next year" and
    # « l'année prochaine » are calendar years.
    (
        re.compile(rf"\b(?:the|this) (?:next|coming|upcoming) (?=(?:{ONE_UNIT})\b(?! of\b))"),
        "rolling next ",
    ),
    (re.compile(rf"\bprochaine? (?=(?:{FRENCH_UNIT})\b)"), "rolling next "),
    (re.compile(rf"\b(?:the (?:last|past)|past) (?=(?:{ONE_UNIT})\b(?! of\b))"), "rolling last "),
    (re.compile(r"\b(cours de|pendant|durant|dans) la derniere annee\b"), r"\1 rolling last annee"),
    (re.compile(r"\bun delai (?:maximal |maximum )?de (?=[0-9])"), ""),
    (
        re.compile(r"\b(over|within|during|in) the (?:coming|upcoming) quarter\b"),
        r"\1 rolling next quarter",
    ),
    (re.compile(r"\b(over|within|during) the next quarter\b"), r"\1 rolling next quarter"),
    (
        re.compile(r"\b(over|within|during) the (?:last|past) quarter\b(?! of)"),
        r"\1 rolling last quarter",
    ),
    (re.compile(r"\bcours du prochain trimestre\b"), "cours rolling next trimestre"),
    (re.compile(r"\bcours du dernier trimestre\b(?! de)"), "cours rolling last trimestre"),
    # Several of something, before or after the release.
    (re.compile(rf"\b(?:last|past|recent|previous) {FEW}?(?={SEVERAL_UNITS}\b)"), "derniers "),
    (
        re.compile(rf"\b(?:next|coming|following|upcoming) {FEW}?(?={SEVERAL_UNITS}\b)"),
        "prochains ",
    ),
)
