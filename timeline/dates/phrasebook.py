"""The words of dates in Canadian English and Québec French: those written, and those read.

Written are templates, one for each way of being dated, as they stand in mid-sentence. "de "
becomes "d’" where a vowel follows. Their places: `{day}`, `{month}` and `{year}` of the first
bound, `{next}` for the year of the last one, each as a `<time>`; `{first_year}` and `{last_year}`
for the same years as plain figures, where the words name more or less than a calendar year.

Read are folded words: lower case without accents.
"""

import re
from collections.abc import Mapping

ENGLISH: Mapping[str, str] = {
    "none": "no date given",
    "quote": "“{words}”",
    "range_one_month": "{a}–{b}",
    "two_days": "{a}–{b}",
    "range": "{a} – {b}",
    "week": "week of {day}",
    "week_from": "week beginning {day}",
    "month": "{month}",
    "year": "{year}",
    "fiscal_quarter": "{ordinal} quarter of fiscal {fiscal_year}",
    "fiscal_half": "{ordinal} half of fiscal {fiscal_year}",
    "three_months": "three months ended {last_day}",
    "fiscal_ended": "fiscal year ended {last_day}",
    "fiscal": "fiscal {last_year}",
    "decade": "the {first_year}s",
    "early_month": "early {month}",
    "mid_month": "mid-{month}",
    "late_month": "late {month}",
    "first_half_month": "first half of {month}",
    "second_half_month": "second half of {month}",
    "first_week_month": "first week of {month}",
    "second_week_month": "second week of {month}",
    "third_week_month": "third week of {month}",
    "fourth_week_month": "fourth week of {month}",
    "last_week_month": "last week of {month}",
    "early_quarter": "early in the {ordinal} quarter of {year}",
    "mid_quarter": "middle of the {ordinal} quarter of {year}",
    "late_quarter": "late in the {ordinal} quarter of {year}",
    "early_to_mid_year": "early to mid-{year}",
    "mid_to_late_year": "mid-to-late {year}",
    "early_year": "early {year}",
    "mid_year": "mid-{year}",
    "late_year": "late {year}",
    "spring": "spring {year}",
    "summer": "summer {year}",
    "autumn": "fall {year}",
    "winter": "winter {year}",
    "winter_two": "winter {year}–{next}",
    "quarter_1": "first quarter of {year}",
    "quarter_2": "second quarter of {year}",
    "quarter_3": "third quarter of {year}",
    "quarter_4": "fourth quarter of {year}",
    "half_1": "first half of {year}",
    "half_2": "second half of {year}",
    "short_quarter_1": "Q1 {year}",
    "short_quarter_2": "Q2 {year}",
    "short_quarter_3": "Q3 {year}",
    "short_quarter_4": "Q4 {year}",
    "short_half_1": "H1 {year}",
    "short_half_2": "H2 {year}",
    "by_end": "by the end of {what}",
    "by_part": "by {what}",
    "on_or_before": "on or before {day}",
    "or_later": "in {what} or later",
    "from_part": "from {what}",
    "on_or_after": "on or after {day}",
    "since": "since {what}",
    "at_hour": "{day}, {hour}",
    "about": "about {what}",
    "about_day": "about {day}",
    "about_two_days": "about {what}",
    "about_days": "about {what}",
    "about_span": "about {what}",
    "start_of_year": "start of {year} to {day}",
    "end_of_year": "{day} to the end of {year}",
    "span": "{a} to {b}",
    "part_to_part": "{a} to {b}",
    "in": "in {what}",
    "between": "between {a} and {b}",
    "between_days": "between {a} and {b}",
    "length": "{least} to {most}",
    "short_length": "{least}–{most}",
    "single_length": "{most}",
    "at_most": "within {most}",
    "about_length": "about {least} to {most}",
    "about_single_length": "about {most}",
    "about_at_most": "within about {most}",
    "from_start": "{what} from {day}",
    "once_begun": "{what}, once begun",
}

FRENCH: Mapping[str, str] = {
    "none": "sans date",
    "quote": "«\u00a0{words}\u00a0»",
    "range_one_month": "du {a} au {b}",
    "range": "du {a} au {b}",
    "two_days": "les {a} et {b}",
    "short_range_one_month": "{a}–{b}",
    "short_two_days": "{a}–{b}",
    "short_range": "{a} – {b}",
    "week": "semaine du {day}",
    "week_from": "semaine commençant le {day}",
    "fiscal_quarter": "{ordinal} trimestre de l’exercice {fiscal_year}",
    "fiscal_half": "{ordinal} semestre de l’exercice {fiscal_year}",
    "three_months": "trois mois terminés le {last_day}",
    "fiscal_ended": "exercice terminé le {last_day}",
    "month": "{month}",
    "year": "{year}",
    "fiscal": "exercice {last_year}",
    "decade": "les années {first_year}",
    "early_month": "début {month}",
    "mid_month": "mi-{month}",
    "late_month": "fin {month}",
    "first_half_month": "première quinzaine de {month}",
    "second_half_month": "deuxième quinzaine de {month}",
    "first_week_month": "première semaine de {month}",
    "second_week_month": "deuxième semaine de {month}",
    "third_week_month": "troisième semaine de {month}",
    "fourth_week_month": "quatrième semaine de {month}",
    "last_week_month": "dernière semaine de {month}",
    "early_quarter": "début du {ordinal} trimestre de {year}",
    "mid_quarter": "milieu du {ordinal} trimestre de {year}",
    "late_quarter": "fin du {ordinal} trimestre de {year}",
    "early_to_mid_year": "début à mi-{year}",
    "mid_to_late_year": "mi- à fin {year}",
    "early_year": "début {year}",
    "mid_year": "mi-{year}",
    "late_year": "fin {year}",
    "spring": "printemps {year}",
    "summer": "été {year}",
    "autumn": "automne {year}",
    "winter": "hiver {year}",
    "winter_two": "hiver {year}-{next}",
    "quarter_1": "premier trimestre de {year}",
    "quarter_2": "deuxième trimestre de {year}",
    "quarter_3": "troisième trimestre de {year}",
    "quarter_4": "quatrième trimestre de {year}",
    "half_1": "premier semestre de {year}",
    "half_2": "deuxième semestre de {year}",
    "short_quarter_1": "T1 {year}",
    "short_quarter_2": "T2 {year}",
    "short_quarter_3": "T3 {year}",
    "short_quarter_4": "T4 {year}",
    "short_half_1": "S1 {year}",
    "short_half_2": "S2 {year}",
    "by_end": "d’ici la fin {of_what}",
    "by_part": "d’ici {what}",
    "on_or_before": "au plus tard le {day}",
    "or_later": "en {what} ou plus tard",
    "from_part": "à compter {of_what}",
    "on_or_after": "à compter du {day}",
    "since": "depuis {what}",
    "since_day": "depuis le {day}",
    "at_hour": "{day}, {hour}",
    "about": "vers {what}",
    "about_day": "vers le {day}",
    "about_two_days": "vers {what}",
    "about_days": "{what} environ",
    "about_span": "{what} environ",
    "short_about_two_days": "vers les {what}",
    "short_about_days": "vers les {what}",
    "start_of_year": "du début de {year} au {day}",
    "end_of_year": "du {day} à la fin de {year}",
    "short_start_of_year": "début {year} au {day}",
    "short_end_of_year": "{day} à fin {year}",
    "span": "de {a} à {b}",
    "part_to_part": "{a} à {b}",
    "in": "en {what}",
    "between": "entre {a} et {b}",
    "between_days": "entre le {a} et le {b}",
    "length": "de {least} à {most}",
    "short_length": "{least} à {most}",
    "single_length": "{most}",
    "at_most": "en {most} au plus",
    "about_length": "de {least} à {most} environ",
    "about_single_length": "environ {most}",
    "about_at_most": "en environ {most} au plus",
    "from_start": "{what} à compter du {day}",
    "once_begun": "{what} après le début",
}

# What "about" and "vers" are followed by, where the noun needs its article there.
ENGLISH_ABOUT: Mapping[str, str] = {
    "quarter_1": "the first quarter of {year}",
    "quarter_2": "the second quarter of {year}",
    "quarter_3": "the third quarter of {year}",
    "quarter_4": "the fourth quarter of {year}",
    "half_1": "the first half of {year}",
    "half_2": "the second half of {year}",
    "week": "the week of {day}",
    "week_from": "the week beginning {day}",
    "fiscal_quarter": "the {ordinal} quarter of fiscal {fiscal_year}",
    "fiscal_half": "the {ordinal} half of fiscal {fiscal_year}",
    "three_months": "the three months ended {last_day}",
    "fiscal_ended": "the fiscal year ended {last_day}",
}
FRENCH_ABOUT: Mapping[str, str] = {
    "week": "la semaine du {day}",
    "week_from": "la semaine commençant le {day}",
    "fiscal": "l’exercice {last_year}",
    "fiscal_quarter": "le {ordinal} trimestre de l’exercice {fiscal_year}",
    "fiscal_half": "le {ordinal} semestre de l’exercice {fiscal_year}",
    "three_months": "les trois mois terminés le {last_day}",
    "fiscal_ended": "l’exercice terminé le {last_day}",
    "early_quarter": "le début du {ordinal} trimestre de {year}",
    "mid_quarter": "le milieu du {ordinal} trimestre de {year}",
    "late_quarter": "la fin du {ordinal} trimestre de {year}",
    "quarter_1": "le premier trimestre de {year}",
    "quarter_2": "le deuxième trimestre de {year}",
    "quarter_3": "le troisième trimestre de {year}",
    "quarter_4": "le quatrième trimestre de {year}",
    "half_1": "le premier semestre de {year}",
    "half_2": "le deuxième semestre de {year}",
    "spring": "le printemps {year}",
    "summer": "l’été {year}",
    "autumn": "l’automne {year}",
    "winter": "l’hiver {year}",
    "winter_two": "l’hiver {year}-{next}",
    "early_month": "le début de {month}",
    "mid_month": "la mi-{month}",
    "late_month": "la fin de {month}",
    "early_year": "le début de {year}",
    "mid_year": "la mi-{year}",
    "late_year": "la fin de {year}",
}

# The ordinals of quarters and halves, which are masculine in French.
ORDINALS: Mapping[str, tuple[str, ...]] = {
    "en": ("first", "second", "third", "fourth"),
    "fr": ("premier", "deuxième", "troisième", "quatrième"),
}

UNITS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "day": ("day", "days"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    },
    "fr": {
        "day": ("jour", "jours"),
        "week": ("semaine", "semaines"),
        "month": ("mois", "mois"),
        "year": ("an", "ans"),
    },
}

# -- words that are read --

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
        "ending|ended|ending on|ended on|closed|clos|close|terminant|se terminant|termine|terminee|termines"
        "|terminees"
        "|prenant fin|finissant"
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
    "within": "within|at most|no more than|dans les",
    "atmost": "au plus|tout au plus",
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
# How a zone is written after the hour. Others are written by their city.
ZONE_LABELS: Mapping[str, tuple[str, str]] = {
    "America/Toronto": ("ET", "heure de l’Est"),
    "America/Winnipeg": ("CT", "heure du Centre"),
    "America/Edmonton": ("MT", "heure des Rocheuses"),
    "America/Vancouver": ("PT", "heure du Pacifique"),
    "America/Halifax": ("Atlantic Time", "heure de l’Atlantique"),
    "America/St_Johns": ("Newfoundland Time", "heure de Terre-Neuve"),
    "UTC": ("UTC", "UTC"),
}

# Words that show that an approximate date is a season's, before or after folding.
SEASON_WORDS = (
    "spring",
    "summer",
    "fall",
    "autumn",
    "winter",
    "printemps",
    "été",
    "ete",
    "automne",
    "hiver",
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
    # Several of something, before or after the release.
    (re.compile(rf"\b(?:last|past|recent|previous) {FEW}?(?={SEVERAL_UNITS}\b)"), "derniers "),
    (
        re.compile(rf"\b(?:next|coming|following|upcoming) {FEW}?(?={SEVERAL_UNITS}\b)"),
        "prochains ",
    ),
)
