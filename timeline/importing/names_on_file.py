"""Rows on file by a name that somebody accepted: today's name, a former one, or another one."""

from __future__ import annotations

from django.db.models import Q

from timeline.importing.known_names import NamesOnFile
from timeline.importing.name_finder import name_key
from timeline.importing.people import person_key
from timeline.models import Company, Partner, Person, Project


def is_the_company(name: str, names: NamesOnFile) -> bool:
    """Whether the company itself is meant: no name means it too. No query."""
    return not name or isinstance(names.organizations.get(name_key(name)), Company)


def organization_on_file(name: str, names: NamesOnFile) -> Partner | None:
    """The organization of that name, its legal form and accents aside. No query."""
    found = names.organizations.get(name_key(name))
    return found if isinstance(found, Partner) else None


def person_on_file(name: str, names: NamesOnFile) -> Person | None:
    """The only person of that name, with initials or without. No query."""
    namesakes = names.people.get(person_key(name), [])
    same = [one for one in namesakes if name_key(one.name) == name_key(name)]
    found = same or namesakes
    return found[0] if len(found) == 1 else None


def project_on_file(name: str) -> Project | None:
    """The project of that name, or one that a release calls so. 1 query."""
    wanted = Q()
    for column in ("name_en", "name_fr", "names__name_en", "names__name_fr"):
        wanted |= Q(**{f"{column}__iexact": name})
    return Project.objects.filter(wanted).order_by("pk").first()
