"""Documents that the company did not issue, and one that it issued under an earlier name."""

from __future__ import annotations

from datetime import date

from tests.factories import make_announced, make_company, make_paragraph, make_partner, make_release
from timeline.models import Milestone, Release


def make_documents() -> None:
    """A newspaper's article, a regulator's report, a release of the parent company of 2017 and a
    filing of the company under the name that it had then."""
    make_company(name="Northern Example Inc.", short_name="Northern Example")
    daily = make_partner(slug="daily", name_en="The Daily", name_fr="Le Quotidien", kind="media")
    office = make_partner(
        slug="office", name_en="Securities Office", name_fr="Bureau des valeurs", kind="regulator"
    )
    parent = make_partner(slug="parent", name_en="Parent Holdings Inc.", name_fr="Parent inc.")
    make_release(
        slug="article",
        document_type="article",
        issuer=daily,
        issuer_name="The Daily of Sept-Îles",
        published_on=date(2019, 5, 3),
        headline_en="A mine for the North",
        source_url="https://daily.example.com/a-mine",
    )
    make_release(
        slug="report",
        document_type="report",
        issuer=office,
        published_on=date(2020, 6, 1),
        headline_en="Review of issuers",
        headline_fr="Examen des émetteurs",
        headline_is_ours=True,
    )
    make_release(
        slug="parent-release",
        document_type="other_release",
        issuer=parent,
        issuer_name="Parent Mining Ltd.",
        published_on=date(2017, 3, 8),
        headline_en="A subsidiary is formed",
    )
    make_release(
        slug="filing",
        document_type="filing",
        issuer_name="Old Example Ltd.",
        published_on=date(2018, 2, 1),
        headline_en="Annual filing",
    )


def state(release: str, milestone: str) -> Milestone:
    """A milestone that the document of that address states."""
    document = Release.objects.get(slug=release)
    return make_announced(make_paragraph(document), slug=milestone)
