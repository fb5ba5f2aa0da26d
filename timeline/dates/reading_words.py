"""The words of dates that are read, in English and French.

All are folded: lower case without accents. ``wording_phrases`` has those that are written.
"""

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
    "fromnow": "from now",  # "six to eight weeks from now"
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
    "America/Edmonton": "mt|mst|mdt|mountain time|heure des rocheuses|hnr|har",
    "America/Vancouver": "pt|pst|pdt|pacific time|heure du pacifique|hp|hnp|hap",
    "America/Halifax": "atlantic time|ast|adt|heure de l'atlantique|ha|hna|haa",
    "America/St_Johns": "newfoundland time|nst|ndt|heure de terre-neuve|hnt|hat",
    "Europe/London": "bst|london time|heure de londres",
    "Europe/Paris": "cet|cest|paris time|central european time|heure de paris"
    "|heure d'europe centrale",
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
