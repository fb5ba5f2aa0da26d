"""Why each value is proposed, or why a date is not proposed as a milestone, in sentences."""

from collections.abc import Mapping

from timeline.dates.translation import gettext_noop

REASONS: Mapping[str, str] = {
    "headline": gettext_noop("It stands above the dateline."),
    "dateline": gettext_noop("The dateline says so."),
    "stamp": gettext_noop("A line of its own gives the day; the dateline has none."),
    "markup": gettext_noop("The page’s own markup gives the day; the text has none."),
    "first_named": gettext_noop("It is the first one named after the dateline."),
    "legal_form": gettext_noop("The name ends with a legal form."),
    "kind_of_body": gettext_noop("The name has a word for what it is."),
    "defined_term": gettext_noop("The document defines a shorter name for it."),
    "about": gettext_noop("A section is about it."),
    "role_beside_name": gettext_noop("The role is printed beside the name."),
    "signature": gettext_noop("The release is signed so."),
    "contact": gettext_noop("It stands among the contacts."),
    "columns": gettext_noop("Two columns of contacts run together: left was paired with left."),
    "stated": gettext_noop("The sentence dates it."),
    "announced": gettext_noop("The first sentence announces it and gives no day: it came before."),
    "document": gettext_noop("The date is that of a document."),
    "earlier_release": gettext_noop("The date is that of an earlier announcement."),
    "statute": gettext_noop("The date is that of a law."),
    "legal_term": gettext_noop("The date is that of a legal term."),
    "outside_date": gettext_noop("The date is the last one by which a party may still withdraw."),
    "period_end": gettext_noop("The date ends a period of accounts."),
    "contract_term": gettext_noop("The date says how long something is in force."),
    "fiscal_calendar": gettext_noop("The date describes the fiscal year."),
    "data_room": gettext_noop("The date is that of earlier data."),
    "comparison": gettext_noop("The date is that of a figure to compare with."),
    "announcing": gettext_noop("It is the day of the announcement, not of an event."),
    "superseded": gettext_noop("The sentence moves this date to another one."),
    "legal_paragraph": gettext_noop("The paragraph is a caution or a notice."),
    "call": gettext_noop("It is a call for investors."),
    "habit": gettext_noop("It says what is usual, not what was done or is planned."),
    "period_figure": gettext_noop("It is a figure of a period, as accounts give it."),
    "market": gettext_noop("It is about the market, not about the issuer."),
    "earlier_history": gettext_noop("It is about those who came before."),
    "biography": gettext_noop("It is about a person’s career."),
    "vague": gettext_noop("The words name no one time."),
    "summary": gettext_noop("It announces several events that are dated further down."),
}
# What a person should look at before the draft is accepted.
WARNINGS: Mapping[str, str] = {
    "no_headline": gettext_noop(
        "The document has no headline: write one, and say that it is yours."
    ),
    "no_day": gettext_noop("The document does not say when it was published."),
    "no_caution": gettext_noop("The document has no caution about forward-looking statements."),
    "day_order": gettext_noop(
        "Days are written in figures, and nothing shows which figure is the month."
    ),
    "fiscal_year": gettext_noop(
        "Fiscal years are named, and the document does not say when one ends."
    ),
    "year_inferred": gettext_noop("A year that is left out was taken from the day of the release."),
    "southern": gettext_noop("The seasons were read as those of the southern half of the world."),
    "defined_project": gettext_noop(
        "“{}” is a term that this document defines: it may not be the project you think of."
    ),
    "columns": gettext_noop("Contacts stood in columns that ran together: compare them."),
    "long": gettext_noop(
        "The document is longer than a release: only its beginning was looked at."
    ),
    "many_dates": gettext_noop("There are more dates than a release has: the rest is left out."),
}
