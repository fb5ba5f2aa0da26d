"""The projects, organizations and people that a draft names, found by any of their names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.importing.drafting import Draft
from timeline.importing.name_finder import NameFinder, name_key, spellings_of
from timeline.importing.organisations import CAP, LEADING
from timeline.importing.paragraphs import Paragraph
from timeline.importing.people import person_key
from timeline.importing.sections import Kind
from timeline.importing.spans import Place, place_in
from timeline.importing.word_sets import word_set
from timeline.models import (
    Company,
    CompanyName,
    Partner,
    PartnerName,
    Person,
    Project,
    ProjectName,
)
from timeline.models.search_text import fold

Named = Company | Project | Partner | Person
FiledUnder = Project | Partner
WITH_PROJECTS = (Kind.BODY, Kind.HEADING, Kind.ABOUT)
# "the Gull Lake project", "le projet de cuivre du lac Goéland"
PROJECT = re.compile(
    rf"\b(?P<name>{CAP}(?: {CAP}){{0,3}}) (?:[Pp]roject|[Pp]roperty|[Mm]ine|[Dd]eposit)\b"
    r"|\b(?:[Pp]rojet|[Pp]ropriété|[Mm]ine|[Gg]isement) (?:de |du |des |d')?"
    rf"(?P<french>{CAP}(?: {CAP}){{0,3}})"
)
# Words that stand before "project" and name none.
NO_NAMES = LEADING | word_set(
    "each any mineral mining exploration gold copper silver lithium flagship development pilot "
    "qualified new first second each every another other de du des"
)


@dataclass(frozen=True)
class KnownName:
    """A name as the draft prints it, and whose it is: None for what is not on file.

    ``kind`` is "project", "organization" or "person". The company itself is an organization whose
    row is a ``Company``.
    """

    kind: str
    name: str
    row: Named | None
    place: Place


@dataclass(frozen=True)
class NamesOnFile:
    """All names on file: ``finder`` finds projects and organizations within texts."""

    organizations: dict[str, Company | Partner]
    people: dict[str, list[Person]]
    finder: NameFinder[FiledUnder]


def read_names() -> NamesOnFile:
    """The names of today and the former ones. 7 queries."""
    organizations: dict[str, Company | Partner] = {}
    finder: NameFinder[FiledUnder] = NameFinder()
    company = Company.objects.first()
    if company:
        formerly = CompanyName.objects.all()
        names = [company.name, company.short_name]
        for name in [
            *names,
            *(old.name_en for old in formerly),
            *(old.name_fr for old in formerly),
        ]:
            organizations.setdefault(name_key(name), company)
    for partner, name in _names_of_partners():
        finder.add(name, partner)
        for spelling in spellings_of(name):
            organizations.setdefault(name_key(spelling), partner)
    for project, name in _names_of_projects():
        finder.add(name, project)
    people: dict[str, list[Person]] = defaultdict(list)
    for person in Person.objects.defer("search_text"):
        people[person_key(person.name)].append(person)
    organizations.pop("", None)
    return NamesOnFile(organizations, people, finder)


def _names_of_partners() -> Iterator[tuple[Partner, str]]:
    partners = Partner.objects.defer("search_text", "summary_en", "summary_fr").in_bulk()
    for partner in partners.values():
        yield partner, partner.name_en
        yield partner, partner.name_fr
    for former in PartnerName.objects.all():
        yield partners[former.partner_id], former.name_en
        yield partners[former.partner_id], former.name_fr


def _names_of_projects() -> Iterator[tuple[Project, str]]:
    projects = Project.objects.defer("search_text", "summary_en", "summary_fr").in_bulk()
    for project in projects.values():
        yield project, project.name_en
        yield project, project.name_fr
    for used in ProjectName.objects.all():
        yield projects[used.project_id], used.name_en
        yield projects[used.project_id], used.name_fr


def known_names(draft: Draft, names: NamesOnFile) -> tuple[KnownName, ...]:
    """The projects that the draft names, its organizations, then its people. No query."""
    return (
        *_projects(draft, names),
        *_organizations(draft, names),
        *_people(draft, names),
    )


def _projects(draft: Draft, names: NamesOnFile) -> Iterator[KnownName]:
    """Those on file, each where it is named first, then what is called a project and is new."""
    known: dict[Project, KnownName] = {}
    new: dict[str, KnownName] = {}
    for paragraph, kind in zip(draft.document.paragraphs, draft.kinds, strict=True):
        if kind not in WITH_PROJECTS:
            continue
        spans = []
        for found in names.finder.names_in(paragraph.text):
            spans.append((found.start, found.end))
            if isinstance(found.row, Project) and found.row not in known:
                place = place_in(paragraph, found.start, found.end)
                known[found.row] = KnownName("project", place.words, found.row, place)
        for place in _called_projects(paragraph):
            is_known = any(start < place.end and place.start < end for start, end in spans)
            if not is_known and kind is not Kind.HEADING:
                new.setdefault(
                    name_key(place.words), KnownName("project", place.words, None, place)
                )
    yield from known.values()
    yield from new.values()


def _called_projects(paragraph: Paragraph) -> Iterator[Place]:
    for match in PROJECT.finditer(paragraph.plain):
        start, end = match.span("name" if match["name"] else "french")
        words = paragraph.text[start:end].split(" ")
        while words and fold(words[0]) in NO_NAMES:
            start += len(words.pop(0)) + 1
        if words:
            yield place_in(paragraph, start, end)


def _organizations(draft: Draft, names: NamesOnFile) -> Iterator[KnownName]:
    for organisation in draft.organisations:
        row: Company | Partner | None = None
        for name in (organisation.name, *organisation.aliases):
            row = row or names.organizations.get(name_key(name))
        yield KnownName("organization", organisation.name, row, organisation.place)


def _people(draft: Draft, names: NamesOnFile) -> Iterator[KnownName]:
    for person in draft.people:
        namesakes = names.people.get(person_key(person.name), [])
        same = [one for one in namesakes if name_key(one.name) == name_key(person.name)]
        # Of several people of one name, a person has to say who is meant.
        found = same or namesakes
        row = found[0] if len(found) == 1 else None
        yield KnownName("person", person.name, row, person.place)
