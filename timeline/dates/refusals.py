"""Why words are not read as a date, in sentences for the person who typed them."""

from timeline.dates.translation import gettext_noop

REASONS = {
    "too_long": gettext_noop(
        "This is longer than 200 characters. Give only the words that date the milestone."
    ),
    "unknown_words": gettext_noop(
        "“{}” cannot be read as a date. Choose the precision and the days by hand."
    ),
    "impossible_day": gettext_noop("There is no such day: “{}”."),
    "wrong_weekday": gettext_noop("The day of the week does not agree with the date: “{}”."),
    "no_year": gettext_noop("No year is given, and no release day is known to take it from."),
    "ambiguous": gettext_noop(
        "“{}” can be read in two ways. Write the month as a word and the year in full."
    ),
    "two_readings": gettext_noop(
        "“{}” can be read in two ways. Choose the precision and the days by hand, "
        "or write both years of a winter."
    ),
    "not_begun": gettext_noop("“{}” begins after the release that says it is going on."),
    "reversed": gettext_noop("The end does not come after the start."),
    "year_out_of_range": gettext_noop("Only years from 1000 to 2999 can be read."),
    "soft_limit": gettext_noop(
        "“{}” gives no day to count from. Choose the precision and the days by hand."
    ),
    "mixed_span": gettext_noop(
        "Only spans of days, of months or of years can be read. "
        "Choose the precision and the days by hand."
    ),
    "separate_days": gettext_noop(
        "These are two separate dates, not a span. "
        "Give one of them, or write “to” if a span is meant."
    ),
    "several": gettext_noop(
        "“{}” names several times, not one. Choose “on or before a day” or “on or after a day” "
        "where one of them is meant, or “no date”."
    ),
    "fiscal_unknown": gettext_noop(
        "“{}” goes by the company’s fiscal year, and the month it begins in is not on file. "
        "Give it on the company’s page, or choose the precision and the days by hand."
    ),
    "fiscal_changed": gettext_noop(
        "“{}” goes by the company’s fiscal year, which changed about then. "
        "Choose the precision and the days by hand."
    ),
}


class UnreadableDate(ValueError):  # noqa: N818 - the name is a promise to callers
    """Words that are not one date, or not one possible date.

    `code` is a key of REASONS, for callers that translate. `reason` is the English sentence.
    `words` is what the sentence quotes.
    """

    def __init__(self, code: str, words: str = "") -> None:
        self.code = code
        self.words = words
        self.reason = REASONS[code].format(words)
        super().__init__(self.reason)
