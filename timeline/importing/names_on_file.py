"""Rows on file by a name that a document uses: today's name, a former one, or another one."""

from __future__ import annotations

from django.db.models import Q

from timeline.importing.organisations import key
from timeline.models import Company, CompanyName, Partner, Person, Project


def same_name(one: str, other: str) -> bool:
    """Whether both name the same, with a legal form or without, whatever their accents."""
    return bool(key(one)) and key(one) == key(other)


def company_names() -> set[str]:
    """Today's names of the company and its former ones. 2 queries."""
    names: set[str] = set()
    for name, short_name in Company.objects.values_list("name", "short_name"):
        names |= {name, short_name}
    for name_en, name_fr, short_name in CompanyName.objects.values_list(
        "name_en", "name_fr", "short_name"
    ):
        names |= {name_en, name_fr, short_name}
    return {name for name in names if name}


def is_the_company(name: str, names: set[str]) -> bool:
    """Whether a document means the company itself. No query: ``names`` are ``company_names``."""
    return not name or any(same_name(name, one) for one in names)


def project_on_file(name: str) -> Project | None:
    """The project of that name, or one that a release calls so. 1 query."""
    wanted = Q()
    for column in ("name_en", "name_fr", "names__name_en", "names__name_fr"):
        wanted |= Q(**{f"{column}__iexact": name})
    return Project.objects.filter(wanted).order_by("pk").first()


def organization_on_file(name: str) -> Partner | None:
    """The organization of that name, today or formerly, its legal form aside. At most 2 queries."""
    wanted = Q()
    near = Q()
    for column in ("name_en", "name_fr", "names__name_en", "names__name_fr"):
        wanted |= Q(**{f"{column}__iexact": name})
        near |= Q(**{f"{column}__istartswith": name.split(" ", 1)[0]})
    found = Partner.objects.filter(wanted).order_by("pk").first()
    if found is not None:
        return found
    for partner in Partner.objects.filter(near).distinct().order_by("pk")[:200]:
        if same_name(partner.name_en, name) or same_name(partner.name_fr, name):
            return partner
    return None


def person_on_file(name: str) -> Person | None:
    """The person of that name, with a middle initial or without. 1 query."""
    words = name.split()
    if not words:
        return None
    for person in Person.objects.filter(name__istartswith=words[0]).order_by("pk")[:200]:
        if without_initials(person.name) == without_initials(name):
            return person
    return None


def without_initials(name: str) -> str:
    """A name to be compared: "Peter J. Cashin" as "peter cashin"."""
    words = [word for word in name.casefold().split() if len(word.strip(".")) > 1]
    return " ".join(words)
