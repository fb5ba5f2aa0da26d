"""What visitors take from a source document as fact."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.dates.wording import write_day
from timeline.i18n.number_words import explained
from timeline.models import (
    Contact,
    DocumentCopy,
    DocumentRelation,
    Listing,
    Paragraph,
    Release,
)
from timeline.models.translation_status import text_by_language
from timeline.models.visibility import is_public
from timeline.publishing.fact_changes import (
    CorrectableFact,
    CorrectionRule,
    Facts,
    in_both_languages,
)
from timeline.publishing.fact_texts import (
    PartsByName,
    day_in_both,
    each_part,
    project_names,
    same_in_both,
    texts_of,
)


def release_facts(row: Release, parts: PartsByName, at: datetime) -> Facts:
    texts = {"headline": _("headline"), "summary": _("summary"), "also_printed": _("also printed")}
    listings: Sequence[Listing] = parts["listings"]
    day = day_in_both(row.published_on)
    facts = {
        "published_on": CorrectableFact(_("published on"), day, says=row.published_on),
        "listings": CorrectableFact(
            _("listings"),
            in_both_languages(lambda _language: "; ".join(sorted(map(str, listings)))),
            says=frozenset(listing.pk for listing in listings),
        ),
        "place": CorrectableFact(_("place"), same_in_both(row.place), CorrectionRule.NAME),
        "wire": CorrectableFact(_("wire"), same_in_both(row.wire), CorrectionRule.NAME),
    }
    facts |= texts_of(row, CorrectionRule.FIGURES, texts)
    facts |= each_part("paragraphs", parts, _paragraph)
    facts |= each_part("contacts", parts, _contact)
    facts |= project_names("project_names", parts, at)
    facts |= _issued(row, at)
    facts |= each_part("copies", parts, _copy)
    facts |= each_part("relations", parts, lambda relation: _relation(relation, at))
    return facts


def _issued(row: Release, at: datetime) -> Facts:
    """What sort of document it is, and who issued it: the company, unless it names another."""
    sort = in_both_languages(lambda _language: str(row.get_document_type_display()))
    issuer, says = same_in_both(""), None
    if row.issuer and is_public(row.issuer, at):
        issuer, says = text_by_language(row.issuer, "name"), row.issuer.pk
    elif row.issuer:
        says = 0  # another one, whom visitors are not told of
    else:
        issuer = in_both_languages(lambda _language: gettext("the company"))
    printed = same_in_both(row.issuer_name)
    return {
        "document_type": CorrectableFact(_("document"), sort, says=row.document_type),
        "issuer": CorrectableFact(_("issuer"), issuer, says=says),
        "issuer_name": CorrectableFact(_("issuer, as printed"), printed, CorrectionRule.NAME),
    }


def _copy(copy: DocumentCopy) -> Facts:
    """A place where a document stands. What is added to it is no correction."""
    told = {
        "publisher": (_("publisher"), copy.publisher),
        "url": (_("where it stands"), copy.url),
        "printed_date": (_("date, as printed"), copy.printed_date),
    }
    facts = {}
    for name, (label, text) in told.items():
        facts[name] = CorrectableFact(label, same_in_both(text), CorrectionRule.NAME)
    return facts


def _relation(relation: DocumentRelation, at: datetime) -> Facts:
    other = relation.other
    if not is_public(other, at):
        return {}

    def say(language: str) -> str:
        day = write_day(other.published_on, language)
        return explained(str(relation.get_relation_display()), day)

    says = (relation.relation, other.pk)
    return {
        "": CorrectableFact(
            _("what it does to another document"), in_both_languages(say), says=says, also=(other,)
        )
    }


def _paragraph(paragraph: Paragraph) -> Facts:
    label = _numbered(paragraph.number)
    facts = {"number": CorrectableFact(_("paragraph"), same_in_both(label), says=paragraph.number)}
    facts |= texts_of(paragraph, CorrectionRule.FIGURES, {"summary": label})
    facts["text"] = CorrectableFact(label, same_in_both(paragraph.text), CorrectionRule.FIGURES)
    return facts


def _numbered(number: int) -> str:
    return f"¶\u00a0{number}"


def _contact(contact: Contact) -> Facts:
    printed = (contact.name, contact.organisation, contact.phone, contact.extension, contact.email)
    return {
        "": CorrectableFact(
            _("contact"), same_in_both(", ".join(filter(None, printed))), says=printed
        )
    }
