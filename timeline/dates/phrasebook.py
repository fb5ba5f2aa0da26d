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
    "month": "{month}",
    "year": "{year}",
    "fiscal": "fiscal {last_year}",
    "decade": "the {first_year}s",
    "early_month": "early {month}",
    "mid_month": "mid-{month}",
    "late_month": "late {month}",
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
    "by_end_of_year": "by the end of {year}",
    "by_end_of_month": "by the end of {month}",
    "by_early_year": "by early {year}",
    "by_mid_year": "by mid-{year}",
    "by_late_year": "by late {year}",
    "on_or_before": "on or before {day}",
    "year_or_later": "in {year} or later",
    "month_or_later": "in {month} or later",
    "from_early_year": "from early {year}",
    "from_mid_year": "from mid-{year}",
    "from_late_year": "from late {year}",
    "on_or_after": "on or after {day}",
    "about": "about {what}",
    "about_day": "about {day}",
    "about_two_days": "about {what}",
    "about_days": "about {what}",
    "about_span": "about {what}",
    "start_of_year": "start of {year} to {day}",
    "end_of_year": "{day} to the end of {year}",
    "span": "{a} to {b}",
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
    "month": "{month}",
    "year": "{year}",
    "fiscal": "exercice {last_year}",
    "decade": "les années {first_year}",
    "early_month": "début {month}",
    "mid_month": "mi-{month}",
    "late_month": "fin {month}",
    "early_year": "début {year}",
    "mid_year": "milieu {year}",
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
    "by_end_of_year": "d’ici la fin de {year}",
    "by_end_of_month": "d’ici la fin de {month}",
    "by_early_year": "d’ici le début de {year}",
    "by_mid_year": "d’ici la mi-{year}",
    "by_late_year": "d’ici la fin de {year}",
    "on_or_before": "au plus tard le {day}",
    "year_or_later": "en {year} ou plus tard",
    "month_or_later": "en {month} ou plus tard",
    "from_early_year": "à compter du début de {year}",
    "from_mid_year": "à compter de la mi-{year}",
    "from_late_year": "à compter de la fin de {year}",
    "on_or_after": "à compter du {day}",
    "about": "vers {what}",
    "about_day": "vers le {day}",
    "about_two_days": "vers {what}",
    "about_days": "environ {what}",
    "about_span": "environ {what}",
    "short_about_two_days": "vers les {what}",
    "short_about_days": "vers les {what}",
    "start_of_year": "du début de {year} au {day}",
    "end_of_year": "du {day} à la fin de {year}",
    "short_start_of_year": "début {year} au {day}",
    "short_end_of_year": "{day} à fin {year}",
    "span": "de {a} à {b}",
    "in": "en {what}",
    "between": "entre {a} et {b}",
    "between_days": "entre le {a} et le {b}",
    "length": "de {least} à {most}",
    "short_length": "{least} à {most}",
    "single_length": "{most}",
    "at_most": "en {most} au plus",
    "about_length": "environ {least} à {most}",
    "about_single_length": "environ {most}",
    "about_at_most": "en environ {most} au plus",
    "from_start": "{what} à compter du {day}",
    "once_begun": "{what}, une fois commencé",
}

# What "about" and "vers" are followed by, where the noun needs its article there.
ENGLISH_ABOUT: Mapping[str, str] = {
    "quarter_1": "the first quarter of {year}",
    "quarter_2": "the second quarter of {year}",
    "quarter_3": "the third quarter of {year}",
    "quarter_4": "the fourth quarter of {year}",
    "half_1": "the first half of {year}",
    "half_2": "the second half of {year}",
}
FRENCH_ABOUT: Mapping[str, str] = {
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
    "#1": "first|premier|premiere",
    "#2": "second|seconde|deuxieme",
    "#3": "third|troisieme",
    "#4": "fourth|quatrieme",
    "early": "early",
    "start": "start|beginning|debut",
    "mid": "mid|middle|mi|milieu",
    "late": "late",
    "end": "end|fin",
    "spring": "spring|springtime|printemps",
    "summer": "summer|summertime|ete",
    "autumn": "autumn|fall|automne",
    "winter": "winter|wintertime|hiver",
    "quarter": "quarter|trimestre",
    "half": "half|semestre|moitie",
    "fiscal": (
        "fiscal|fiscal year|financial year|fy|exercice|exercice financier|annee financiere"
        "|annee fiscale"
    ),
    "day": "day|days|jour|jours",
    "week": (
        "week|weeks|semaine|semaines|week beginning|week commencing|week starting|week ending"
    ),
    "month": "month|months|mois",
    "year": "year|years|an|ans|annee|annees|calendar year|annee civile",
    "decade": "decade|decennie",
    "end year": "year end|yearend|end year",
    "isoweek": "isoweek",
    "this": "this|current|ce|cet|cette|en cours",
    "next": "next|upcoming|coming|prochain|prochaine|prochains|prochaines",
    "last": "last|previous|dernier|derniere",
    "today": "today|aujourd'hui",
    "yesterday": "yesterday|hier",
    "tomorrow": "tomorrow|demain",
    "later": "later|later in|plus tard|plus tard en|plus tard dans",
    "earlier": "earlier|earlier in|plus tot|plus tot en|plus tot dans",
    "recent": "recently|recemment|lately|dernierement",
    "to": "to|through|thru",
    "au": "a|au|aux",  # between two dates "to", else "in": "au début de 2019"
    "and": "and|et|&",
    "between": "between|entre",
    "in": "in|on|en|during|dans|at|au cours|lors|courant|calendar",
    "within": "within|at most|no more than|dans les",
    "atmost": "au plus|tout au plus",
    "over": "over|for|lasting|period|sur|pendant|periode|duree",
    "once": "once begun|une fois commence|une fois commencee",
    "by": (
        "by|by on|on or before|before or on|at the latest|no later than|not later than"
        "|by no later than|au plus tard|ici|d'ici"
    ),
    "until": "until|till|up to|up until|jusqu'au|jusqu'a|jusqu'en|jusque",
    "before": "before|prior to|avant",
    # "dès" (from) and "des" (of the) fold to one word. Before a date only the first makes sense.
    "from": (
        "from|starting|starting from|beginning on|beginning in|beginning from|as of|as from"
        "|effective|on or after|no earlier than|not before|commencing|a compter|a partir"
        "|au plus tot|des"
    ),
    "since": "since|depuis",
    "after": "after|later than|following|apres",
    "orlater": "or later|or after|ou plus tard|ou apres",
    "about": (
        "about|around|circa|ca|c|approximately|approx|roughly|vers|environ|aux environs"
        "|aux alentours|autour"
    ),
    "": "of|the|de|du|le|la|les|au cours des|lors des",
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
# « Les années 2010 » are a decade; « les années 2010 et 2011 », « 2010 à 2015 » are years.
OTHER_YEAR = r"(?: (?:et|ou|a|au|to|-) |-|/)(?:l')?(?:annee )?[0-9]{3}[1-9]\b"
PARTS = "early|mid|middle|late|end|start|mi|debut|milieu|fin|year|month|quarter"

# Applied in order to folded text, before the words are looked up. None backtracks further than a
# few characters.
REWRITES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=[a-z])\."), ""),  # Nov. déc.
    (re.compile(r"\b[ld]'(?!ici\b)"), " "),  # l'année, d'avril
    (re.compile(r"\bd'(?=ici\b)"), ""),
    (re.compile(rf"\bsept(?= (?:(?:a|ou) [a-z0-9]+ )?(?:{FRENCH_UNITS})\b)"), "7"),
    (re.compile(r"\ban (?=[0-9])"), ""),  # an 18-month period
    (re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th|ers?|ere|eme|re|e)\b"), r"#\1"),
    (re.compile(r"\b([0-9]{4})-w([0-9]{2})\b"), r"isoweek \1 \2"),
    (re.compile(r"\b([1-4])q ?(?=[0-9]{4}\b)"), r"#\1 quarter "),
    (re.compile(r"\b([12])h ?(?=[0-9]{4}\b)"), r"#\1 half "),
    (re.compile(r"\b[qt]([1-4])(?: |-|\b)"), r"#\1 quarter "),
    (re.compile(r"\b[hs]([12])(?: |-|\b)"), r"#\1 half "),
    (re.compile(r"\b([0-9]{3}0)'?s\b"), r"decade \1"),  # 2010s
    (
        re.compile(rf"\b(?:(?:dans les|des|les) )?annees ([0-9]{{3}}0)\b(?!{OTHER_YEAR})"),
        r"decade \1",
    ),
    (re.compile(r"\bfy(?=[0-9]{4}\b)"), "fy "),
    (re.compile(r"\b([0-9]{1,2})-([a-z]{3,9})-(?=[0-9]{4}\b)"), r"\1 \2 "),  # 13-Jul-2023
    (re.compile(r"\b(first|second|third|fourth)-(?=quarter|half)"), r"\1 "),
    (re.compile(rf"\b({PARTS})-(?=[a-z0-9])"), r"\1 "),  # mid-2019, mi-novembre, year-end
    (re.compile(r"(?<=[0-9])-(?=(?:day|week|month|year)\b)"), " "),  # an 18-month period
    (re.compile(r"(?<=[a-z])-ci\b"), " "),  # ce mois-ci
    (re.compile(r"(?<=\b[0-9]{4})/(?=[0-9]{2}(?:[0-9]{2})?\b)"), " to "),
    (re.compile(r"-"), " to "),
)
