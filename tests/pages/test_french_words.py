"""Every French page is in French: no English word is left but in names and in what is marked as
English."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import unquote_plus

import pytest
from django.test import Client, RequestFactory

from tests.addresses import BAD, LOST, PAGES
from tests.factories import make_announced, make_milestone, make_release
from tests.french import english_in, recorded, words
from tests.markup import Document, Visit
from timeline.i18n.language import LanguageMiddleware
from timeline.models import (
    Company,
    Contact,
    Listing,
    Milestone,
    MilestoneKind,
    Outlook,
    Paragraph,
    Partner,
    Project,
    ProjectName,
    Release,
)
from timeline.views import errors

RECORD = (Company, Contact, Listing, Milestone, Paragraph, Partner, Project, ProjectName, Release)

pytestmark = [pytest.mark.usefixtures("record"), pytest.mark.slow]


@pytest.fixture
def names(record: None) -> set[str]:
    return recorded(RECORD)


def test_french_pages_hold_no_english_word(
    french_site: dict[str, Document], names: set[str]
) -> None:
    left = {
        address: found
        for address, page in french_site.items()
        if (found := english_in(page, names | words([unquote_plus(address)])))
    }
    assert left == {}
    assert len(french_site) > len(PAGES)


@pytest.mark.parametrize(
    "address",
    [
        *BAD,
        *(
            "/?dated=x",
            "/?standing=x&kind=y&outlook=z&partner=a&project=b",
            "/?as_of=2999-01-01",
            "/?after=x&before=y",
        ),
        *(
            "/?as_of=2018-12-31&as_of=2019-12-31",
            "/?" + "&".join(f"year={year}" for year in range(1000, 1060)),
        ),
        *(
            "/?q=" + "a" * 201,
            "/?q=a%00b",
            "/releases/?after=x&before=y",
            "/releases/?q=" + "a" * 201,
        ),
    ],
)
def test_french_message_about_what_was_asked_holds_no_english_word(
    visit: Visit, names: set[str], address: str
) -> None:
    values = words(["announced none happened under_way planned conditional", *Outlook.values])
    values |= words(MilestoneKind.values) | words(
        ["late partly_achieved changed"]
    )  # parameters and their values are English by design
    assert english_in(visit(address, status=400, language="fr"), names | values) == set()


@pytest.mark.parametrize("address", LOST)
def test_french_page_that_is_not_there_holds_no_english_word(
    visit: Visit, names: set[str], address: str
) -> None:
    assert english_in(visit(address, status=404, language="fr"), names) == set()


def test_french_page_of_what_was_withdrawn_holds_no_english_word(
    visit: Visit, names: set[str]
) -> None:
    published = datetime(2020, 1, 1, tzinfo=UTC)
    make_milestone(
        slug="gone",
        status="withdrawn",
        publish_at=published,
        withdrawn_reason_fr="Saisi deux fois.",
    )
    assert english_in(visit("/milestones/gone/", status=410, language="fr"), names) == set()


@pytest.mark.parametrize(
    ("view", "status"),
    [("bad_request", 400), ("forbidden", 403), ("not_found", 404), ("server_error", 500)],
)
def test_french_error_page_holds_no_english_word(names: set[str], view: str, status: int) -> None:
    request = RequestFactory().get("/fr/")
    given = [] if view == "server_error" else [Exception()]
    answer = LanguageMiddleware(lambda asked: getattr(errors, view)(asked, *given))(request)
    assert answer.status_code == status
    assert english_in(Document(answer.content.decode()), names) == set()


def test_french_page_of_a_forged_form_holds_no_english_word(names: set[str]) -> None:
    answer = Client(enforce_csrf_checks=True).post("/fr/admin/login/", {"username": "x"})
    assert answer.status_code == 403
    assert english_in(Document(answer.content.decode()), names) == set()


@pytest.mark.parametrize(
    "address",
    ["/oembed", "/oembed?url=x", "/oembed?url=http://elsewhere.example/", "/oembed?format=xml"],
)
def test_french_refusal_of_oembed_is_french(client: Client, address: str) -> None:
    answers = [client.get(f"{prefix}{address}").json()["error"] for prefix in ("", "/fr")]
    assert answers[0] != answers[1]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/", "La chronologie vérifiable"),
        ("/", "Réutiliser cette vue"),
        ("/", "Jalons prévus"),
        ("/", "De 18 à 24 mois après le début"),
        ("/?as_of=2018-12-31", "État au 31 décembre 2018"),
        ("/?as_of=2018-12-31", "État du dossier au"),
        ("/?year=2018", "ne sont rattachés à aucune année"),
        ("/outlook/", "Jalons prévus et résultats"),
        ("/outlook/", "Jalon Annoncé Échéance Suivi"),
        ("/partners/aluminerie-alouette/", "Participation détenue par Albecour inc., 6,67 %"),
        ("/partners/albecour/", "Participation dans Aluminerie Alouette inc. (6,67 %)"),
        ("/milestones/plant/", "Choix de l’usine d’aluminium"),
        ("/milestones/drilling/", "Forage de la zone à forte teneur en scandium"),
        ("/milestones/flowsheet/", "Procédé"),
        ("/milestones/resource-estimate/", "Ressources minérales"),
    ],
)
def test_french_page_says_it_as_quebec_does(visit: Visit, address: str, said: str) -> None:
    assert said in visit(address, language="fr").one("body").text


def test_french_symbols_in_the_header_are_called_so(visit: Visit) -> None:
    header = visit("/", language="fr").one("header", css="top")

    assert header.one("ul", css="tick").attrs["aria-label"] == "Symboles boursiers"


def test_english_word_on_a_french_page_is_seen(visit: Visit) -> None:
    make_announced(make_release(), slug="seen", title_en="x", title_fr="The drilling of this zone")
    assert {"the", "this"} <= english_in(visit("/milestones/seen/", language="fr"))


def test_language_of_a_french_page_is_said_to_programs(french_site: dict[str, Document]) -> None:
    for address, page in french_site.items():
        assert page.one("html").attrs["lang"] == "fr-CA", address
        if page.all("script", type="application/ld+json"):
            assert page.json_ld.get("inLanguage", "fr-CA") in {"fr-CA", "en"}, address
    assert french_site["/fr/"].meta("og:locale") == "fr_CA"
