"""A release pasted, reviewed, filed and published in a real browser, and the next one after it.

What a person does is counted: the figures are promised in the staff handbook.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.page_state import open_page
from tests.browser.test_publishing_journey import signed_in
from tests.factories import make_company
from tests.invented_releases import COMPANY, FIRST, SECOND
from timeline.models import Milestone, PlanSettlement, Release

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("transactional_db")]

MOST_CLICKS, MOST_TYPED, MOST_PAGES = 25, 30, 8
SUMMARIES = {
    2: ("The second adit of Gull Ridge is open.", "La deuxième galerie de Gull Ridge est ouverte."),
    3: ("An option on the Heron claims.", "Une option sur les claims Heron."),
    4: ("What Ada Low thinks of it.", "Ce qu’en pense Ada Low."),
    5: ("Ten holes are planned.", "Dix trous sont prévus."),
    6: ("A first estimate is expected.", "Une première estimation est attendue."),
    8: ("What the company does.", "Ce que fait la société."),
}
TITLES = (
    ("Second adit opened", "Ouverture de la deuxième galerie"),
    ("Option on the Heron claims", "Option sur les claims Heron"),
    ("Drilling of ten holes", "Forage de dix trous"),
    ("Initial resource estimate", "Première estimation des ressources"),
)


@dataclass
class Desk:
    """Somebody at the admin, with what they have done so far."""

    page: Page
    clicks: int = 0
    typed: int = 0
    pages: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("load", lambda page: self.pages.append(page.url))

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def choose(self, field_id: str, value: str) -> None:
        """Choosing from a list is two clicks: the list, and the value."""
        self.page.locator(f"#id_{field_id}").select_option(value)
        self.clicks += 2

    def type(self, field_id: str, text: str) -> None:
        self.page.locator(f"#id_{field_id}").fill(text)
        self.typed += 1

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))
        self.page.wait_for_load_state()

    def paste(self, text: str) -> None:
        """From the first page of the admin to the review."""
        open_page(self.page, "/admin/")
        self.click(self.page.get_by_role("link", name="Add a release from its text").first)
        self.page.wait_for_load_state()
        self.type("text", text)
        self.press("Read it")

    def publish(self) -> None:
        self.press("File as drafts")
        self.press("Publish them together")
        expect(self.page.locator(".messagelist .success")).to_contain_text("published")

    def is_within_what_is_promised(self) -> bool:
        return (
            self.clicks <= MOST_CLICKS
            and self.typed <= MOST_TYPED
            and len(self.pages) <= MOST_PAGES
        )


@pytest.fixture
def desk(context: BrowserContext, base_url: str) -> Desk:
    make_company(name=COMPANY, short_name="Tern Hollow")
    return Desk(signed_in(context, base_url, "editor"))


def file_the_first(desk: Desk) -> None:
    desk.paste(FIRST)
    for number, summaries in SUMMARIES.items():
        for language, text in zip(("en", "fr"), summaries, strict=True):
            desk.type(f"paragraphs-{number - 1}-summary_{language}", text)
    for number, titles in enumerate(TITLES):
        for language, text in zip(("en", "fr"), titles, strict=True):
            desk.type(f"milestones-{number}-title_{language}", text)
    desk.type("release-project", "Gull Ridge")
    desk.type("contacts-0-role_fr", "Présidente et cheffe de la direction")
    desk.publish()


def test_a_release_of_twelve_paragraphs_with_four_milestones(desk: Desk) -> None:
    file_the_first(desk)

    assert Release.objects.get().paragraphs.count() == 12
    assert desk.is_within_what_is_promised(), desk
    address = Release.objects.get().get_absolute_url()
    open_page(desk.page, address)
    expect(desk.page.get_by_role("main")).to_contain_text("The second adit of Gull Ridge is open.")
    expect(desk.page.get_by_role("main")).to_contain_text("Drilling of ten holes")
    open_page(desk.page, "/fr" + address)
    expect(desk.page.get_by_role("main")).to_contain_text("Forage de dix trous")
    open_page(desk.page, "/fr/")
    expect(desk.page.get_by_role("main")).to_contain_text("Première estimation des ressources")


def test_the_next_release_settles_a_plan_of_the_first(desk: Desk) -> None:
    file_the_first(desk)
    plan = Milestone.objects.get(title_en="Drilling of ten holes")
    desk.clicks, desk.typed, desk.pages = 0, 0, []

    desk.paste(SECOND)
    expect(desk.page.locator("#id_paragraphs-4-summary_en")).to_have_value("What the company does.")
    expect(desk.page.locator("#id_contacts-0-role_fr")).to_have_value(
        "Présidente et cheffe de la direction"
    )
    for number, text in enumerate(("Ten holes drilled", "Second drilling")):
        desk.type(f"milestones-{number}-title_en", text)
        desk.type(f"milestones-{number}-title_fr", f"{text} (fr)")
    for number in (1, 2):
        desk.type(f"paragraphs-{number}-summary_en", "Ours")
        desk.type(f"paragraphs-{number}-summary_fr", "À nous")
    desk.choose(f"milestones-0-outcome_{plan.pk}", "achieved")
    desk.publish()

    assert desk.is_within_what_is_promised(), desk
    assert PlanSettlement.objects.get().plan == plan
    open_page(desk.page, plan.get_absolute_url())
    expect(desk.page.get_by_role("main")).to_contain_text("Ten holes drilled")
    open_page(desk.page, "/fr" + plan.get_absolute_url())
    expect(desk.page.get_by_role("main")).to_contain_text("Réalisé")
