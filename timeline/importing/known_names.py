"""The projects, organizations and people that a draft names, found by any of their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.importing.drafting import Draft
from timeline.importing.organisations import key
from timeline.importing.people import person_key
from timeline.importing.spans import Place
from timeline.models import Company, CompanyName, Partner, PartnerName, Person, Project

Named = Company | Project | Partner | Person


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


def known_names(draft: Draft) -> tuple[KnownName, ...]:
    """The organizations of the draft, then its people. 5 queries."""
    return (*_organizations(draft), *_people(draft))


def _organizations(draft: Draft) -> Iterator[KnownName]:
    rows: dict[str, Named] = {}
    for partner in Partner.objects.all():
        rows.setdefault(key(partner.name_en), partner)
        rows.setdefault(key(partner.name_fr), partner)
    for former in PartnerName.objects.select_related("partner"):
        rows.setdefault(key(former.name_en), former.partner)
    company = Company.objects.first()
    if company:
        rows[key(company.name)] = rows[key(company.short_name)] = company
        for old in CompanyName.objects.all():
            rows.setdefault(key(old.name_en), company)
    rows.pop("", None)
    for organisation in draft.organisations:
        names = (organisation.name, *organisation.aliases)
        row = next((rows[key(name)] for name in names if key(name) in rows), None)
        yield KnownName("organization", organisation.name, row, organisation.place)


def _people(draft: Draft) -> Iterator[KnownName]:
    rows = {person_key(person.name): person for person in Person.objects.all()}
    for person in draft.people:
        yield KnownName("person", person.name, rows.get(person_key(person.name)), person.place)
