"""What stands beside the milestones of a search: who and what else has its words, as links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from timeline.i18n.bilingual import active_language, explained, text_language
from timeline.models import Figure, Partner, Project
from timeline.pages.documents import document_of
from timeline.queries.found_elsewhere import AlsoFound, FoundRows


@dataclass(frozen=True)
class AlsoFoundLink:
    """``kind`` says what it is, ``language`` the text's where that is not the page's."""

    text: str
    address: str
    kind: str
    language: str = ""


@dataclass(frozen=True)
class AlsoFoundLine:
    links: list[AlsoFoundLink]
    has_more: bool


def also_found_line(found: AlsoFound | None) -> AlsoFoundLine | None:
    """None where nothing else has the words."""
    if found is None:
        return None
    links = []
    for person in found.people.rows:
        links.append(AlsoFoundLink(person.name, person.get_absolute_url(), _("person")))
    links.extend(_named(found.organizations, _("organization")))
    links.extend(_named(found.projects, _("project")))
    for figure in found.figures.rows:
        links.append(_figure(figure))
    kinds = (found.people, found.organizations, found.projects, found.figures)
    has_more = any(each.more for each in kinds)
    return AlsoFoundLine(links, has_more) if links else None


def _named(found: FoundRows[Partner] | FoundRows[Project], kind: str) -> Iterator[AlsoFoundLink]:
    for row in found.rows:
        yield AlsoFoundLink(row.name, row.get_absolute_url(), kind, _language_of(row, "name"))


def _figure(figure: Figure) -> AlsoFoundLink:
    """It leads to the paragraph that states it."""
    release = figure.paragraph.release
    return AlsoFoundLink(
        text=explained(figure.what, figure.as_printed),
        address=figure.paragraph.get_absolute_url(),
        kind=_("figure in %s") % document_of(release, in_a_sentence=True),
        language=_language_of(figure, "what"),
    )


def _language_of(row: Partner | Project | Figure, name: str) -> str:
    """ "" for the page's own."""
    language = text_language(row, name)
    return "" if language == active_language() else language
