"""How pages name a source document: what it is, who issued it, what it has to do with others."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from timeline.dates.wording import write_day
from timeline.i18n.bilingual import active_language
from timeline.models import (
    DocumentRelation,
    DocumentRelationKind,
    DocumentType,
    Listing,
    Partner,
    Release,
)
from timeline.models.at_hand import by_owner
from timeline.models.prepared import prepared
from timeline.models.shown_columns import COLUMNS_OF_A_DOCUMENT
from timeline.models.visibility import is_public, public_condition

# By type: as a name of its own, and within a sentence. %s is the day that the document bears.
DOCUMENT_OF: dict[str, tuple[Promise | str, Promise | str]] = {
    DocumentType.COMPANY_RELEASE: (_("Release of %s"), _("the release of %s")),
    DocumentType.OTHER_RELEASE: (_("Release of %s"), _("the release of %s")),
    DocumentType.FILING: (_("Filing of %s"), _("the filing of %s")),
    DocumentType.REPORT: (_("Report of %s"), _("the report of %s")),
    DocumentType.ARTICLE: (_("Article of %s"), _("the article of %s")),
    DocumentType.PAGE: (_("Web page of %s"), _("the web page of %s")),
}
# By what a document does to another: said on its own page, and on that of the other.
RELATIONS: dict[str, tuple[Promise | str, Promise | str]] = {
    DocumentRelationKind.CORRECTS: (_("Corrects %s"), _("Corrected by %s")),
    DocumentRelationKind.REPLACES: (_("Replaces %s"), _("Replaced by %s")),
    DocumentRelationKind.REPEATS: (_("Repeats %s"), _("Repeated by %s")),
    DocumentRelationKind.TRANSLATES: (_("Translates %s"), _("Translated by %s")),
}
# What is said beside a citation: the paragraph may no longer be the document's last word.
COLUMNS_OF_A_NAME = [f"release__{column}" for column in COLUMNS_OF_A_DOCUMENT]  # of what does it
SUPERSEDING = (DocumentRelationKind.CORRECTS, DocumentRelationKind.REPLACES)


def document_of(release: Release, *, in_a_sentence: bool = False) -> str:
    """ "Article of 3 May 2019"; in a sentence "the article of 3 May 2019"."""
    name, within = DOCUMENT_OF[release.document_type]
    words = within if in_a_sentence else name
    return str(words) % write_day(release.published_on, active_language())


def issuer_of(release: Release, company: str, at: datetime) -> str:
    """Who issued a document: the name printed in it, or the one on file where that is not known.

    "" where an organization issued it that is not public. No query if ``issuer`` is at hand.
    """
    if release.issuer_name:
        return release.issuer_name
    if release.is_ours:
        return company
    issuer = public_issuer(release, at)
    return issuer.name if issuer else ""


def public_issuer(release: Release, at: datetime) -> Partner | None:
    """The organization that issued it, None for the company and for one that is not public."""
    issuer = release.issuer
    return issuer if issuer and is_public(issuer, at) else None


def cited_as(release: Release, company: str, at: datetime, *, in_a_sentence: bool = False) -> str:
    """The document with its issuer, unless that is the company: "Article of 3 May 2019, Daily"."""
    words = document_of(release, in_a_sentence=in_a_sentence)
    issuer = "" if release.is_ours else issuer_of(release, company, at)
    return f"{words}, {issuer}" if issuer else words


def relation_pattern(relation: DocumentRelation, *, backwards: bool = False) -> str:
    """ "Corrects %s"; ``backwards``, on the page of the other document, "Corrected by %s"."""
    forwards_words, backwards_words = RELATIONS[relation.relation]
    return str(backwards_words if backwards else forwards_words)


def relations_of(
    release: Release, at: datetime
) -> tuple[list[DocumentRelation], list[DocumentRelation]]:
    """(what it does to others, what others do to it), as far as those are public. 2 queries."""
    others = public_condition(at, "release", "other__")
    forwards = release.relations.filter(others).select_related("other__issuer")
    by = public_condition(at, "release", "release__")
    backwards = release.related_by.filter(by).select_related("release__issuer")
    return list(forwards), list(backwards)


def set_superseding(releases: Collection[Release], at: datetime) -> None:
    """Set ``superseded_by`` of each: what corrects or replaces it, the oldest first. 1 query."""
    found = by_owner(_superseding({release.pk for release in releases}, at), "other")
    for release in releases:
        release.superseded_by = found[release.pk]


@prepared
def _superseding(releases: set[int], at: datetime) -> QuerySet[DocumentRelation]:
    public = public_condition(at, "release", "release__")
    relations = DocumentRelation.objects.filter(
        public, other__in=releases, relation__in=SUPERSEDING
    )
    named = relations.select_related("release__issuer").only(
        "relation", "other", *COLUMNS_OF_A_NAME
    )
    return named.order_by("release__published_on", "id")


def printed_listings(release: Release, at: datetime) -> list[Listing]:
    """The listings printed in it: the company's, and those of public organizations. 1 query."""
    of_whom = Q(partner__isnull=True) | public_condition(at, "partner", "partner__")
    return list(release.listings.filter(of_whom).select_related("partner"))
