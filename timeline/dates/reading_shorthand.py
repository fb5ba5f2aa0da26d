"""Shorthand and turns of phrase, brought to plain words before the words are looked up.

"3Q24" is "#3 quarter 2024", "2010s" is "decade 2010", "over the next year" is "rolling next year".
"""

import re

FRENCH_UNITS = "jours?|semaines?|mois|ans?"
ONE_UNIT = "day|week|month|year"
FRENCH_UNIT = "jour|semaine|mois|annee"
SEVERAL_UNITS = "(?:days|weeks|months|quarters|years)"
FEW = "(?:few |several |couple of )"
# « Les années 2010 » are a decade; « les années 2010 et 2011 », « 2010 à 2015 » are years.
OTHER_YEAR = r"(?: (?:et|ou|a|au|to|-) |-|/)(?:l')?(?:annee )?[0-9]{3}[1-9]\b"
ANY_UNIT = f"(?:{FRENCH_UNITS}|{SEVERAL_UNITS})"
THOUSANDS = (
    r"(?<![0-9,.])(?<![0-9] )([1-9])[ ,]([0-9]{3})"
    rf"(?= (?:(?:to|and|a|et) [1-9][ ,]?[0-9]{{3}} )?{ANY_UNIT}\b)"
)
PARTS = "early|mid|middle|late|end|start|mi|debut|milieu|fin|year|month|quarter"

# Applied in order to folded text, before the words are looked up. None backtracks further than a
# few characters.
REWRITES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\b(?:(?:earlier|later) )?(?:this (?:morning|afternoon|evening)|tonight|today)\b"
            r"|\b(?:(?:plus tot|plus tard) )?(?:ce matin|cet apres-midi|ce soir|aujourd'hui)(?!\w)"
        ),
        "today",
    ),
    (re.compile(THOUSANDS), r"\1\2"),  # 1,200 days, 1 200 jours
    (re.compile(r"\bback (?=in\b)"), ""),
    (re.compile(r"\bback half\b"), "second half"),
    (re.compile(r"\b(before|by) the year is out\b"), r"\1 the end of the year"),
    (re.compile(r"\bmidyear\b"), "mid-year"),
    (re.compile(r"\b([0-9]{4}) calendar year\b"), r"\1"),
    (re.compile(r"\bcy ?(?=[0-9]{4}\b)"), ""),
    (re.compile(r"\bcy ?'?([0-9]{2})\b(?!-)"), r"20\1"),
    # An apostrophe stands for the century: '22 and '98.
    (re.compile(r"(?<= )'([0-4][0-9])\b(?![-/])"), r"20\1"),
    (re.compile(r"(?<= )'([5-9][0-9])\b(?![-/])"), r"19\1"),
    (re.compile(r"^(?:up )?through (?=\S)"), "until "),
    # "The June quarter" is the three months that end with June.
    (re.compile(r"\b(march|december) (?:([0-9]{4}) )?quarter\b"), r"quarter ending \1 31 \2"),
    (re.compile(r"\b(june|september) (?:([0-9]{4}) )?quarter\b"), r"quarter ending \1 30 \2"),
    (re.compile(r"\b([qt][1-4]) ?/ ?(?=[qt][1-4]\b)"), r"\1 or "),
    (re.compile(r"\b([qt][1-4]) ?- ?(?=[qt][1-4]\b)"), r"\1 to "),
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
    (
        re.compile(
            r"\b(cours de la|pendant la|durant la|dans la) derniere "
            r"(?=(?:annee|semaine)\b(?! de\b))"
        ),
        r"\1 rolling last ",
    ),
    (
        re.compile(r"\b(cours du|pendant le|durant le|dans le) dernier (?=mois\b(?! de\b))"),
        r"\1 rolling last ",
    ),
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
