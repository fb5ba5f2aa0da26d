"""A plan that was revised three times and met is one promise, told whole wherever it is told."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from tests.exports.format_readers import ATOM, rows_of
from tests.markup import Element, Visit
from tests.records.conftest import Data, Json

pytestmark = pytest.mark.slow

PLANS = ("plant-2018", "plant-q2-2019", "plant-fall-2019", "plant-2020")
CHAIN = (
    "/milestones/plant-2018/",
    "/milestones/plant-q2-2019/",
    "/milestones/plant-fall-2019/",
    "/milestones/plant-2020/",
    "/milestones/plant-runs/",
)


def rows_of_the_outlook(visit: Visit, language: str = "en") -> list[Element]:
    return visit("/outlook/", language=language).one("tbody").all("tr")


class TestOutlook:
    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_each_promise_has_one_row(self, visit: Visit, language: str) -> None:
        rows = rows_of_the_outlook(visit, language)

        assert len(rows) == 4
        assert [row.one("th").one("a").attrs["href"].split("/")[-2] for row in rows] == [
            "shipping-planned",
            "plant-2020",
            "listing-planned",
            "rights-planned",
        ]

    def test_row_of_the_plant_tells_the_promise_from_its_first_date_to_its_end(
        self, visit: Visit
    ) -> None:
        row = rows_of_the_outlook(visit)[1].text

        assert "First date planned: By the end of 2018, revised three times." in row
        assert "Achieved Pilot plant runs, first concentrate shipped, 18 August 2020" in row
        assert "Between 19 and 20 months later than first planned." in row

    def test_row_of_the_plant_tells_the_promise_in_french(self, visit: Visit) -> None:
        row = rows_of_the_outlook(visit, "fr")[1].text

        assert "Première date prévue : D’ici la fin de 2018, révisée trois fois." in row
        assert "Réalisé L’usine pilote tourne, premier concentré expédié, 18 août 2020" in row
        assert "De 19 à 20 mois plus tard que prévu à l’origine." in row

    @pytest.mark.parametrize("language", ["en", "fr"])
    def test_row_of_the_plant_leads_to_every_plan_and_to_what_met_it(
        self, visit: Visit, language: str
    ) -> None:
        links = {link.attrs["href"] for link in rows_of_the_outlook(visit, language)[1].all("a")}

        prefix = "" if language == "en" else "/fr"
        assert {f"{prefix}{address}" for address in CHAIN} <= links

    def test_tally_counts_promises(self, visit: Visit) -> None:
        tally = visit("/outlook/").one("ul", css="tally").text

        assert "4 plans with an outcome recorded here" in tally
        assert "Four plans: what is overdue longest first" in visit("/outlook/").main.text

    def test_tally_counts_promises_in_french(self, visit: Visit) -> None:
        tally = visit("/outlook/", language="fr").one("ul", css="tally").text

        assert "4 jalons prévus avec un résultat consigné ici" in tally

    def test_description_of_the_front_page_counts_promises(self, visit: Visit) -> None:
        assert "Four were plans. For each, a release says what came of it." in visit("/").source

    def test_day_before_it_was_met_has_it_open_after_three_revisions(self, visit: Visit) -> None:
        page = visit("/outlook/?as_of=2019-12-31")
        row = page.one("tbody").all("tr")[0].text

        assert "revised three times" in row
        assert "Planned" in row
        assert "Achieved" not in row
        assert "2 still to come" in page.one("ul", css="tally").text

    def test_rights_offering_is_partly_achieved(self, visit: Visit) -> None:
        row = rows_of_the_outlook(visit)[3].text

        assert "Partly achieved Rights offering closed, on or before 10 November 2020" in row

    def test_rights_offering_is_partly_achieved_in_french(self, visit: Visit) -> None:
        row = rows_of_the_outlook(visit, "fr")[3].text

        assert "Réalisé en partie Placement de droits clos" in row

    @pytest.mark.parametrize(("language", "word"), [("en", "Ended"), ("fr", "Terminé")])
    def test_work_that_was_under_way_has_ended(
        self, visit: Visit, language: str, word: str
    ) -> None:
        work = visit("/outlook/", language=language).one("article", id="drilling")

        assert work.one("span", css="st").text == word


class TestMilestonePages:
    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize("address", CHAIN)
    def test_each_page_of_the_chain_leads_to_all_others(
        self, visit: Visit, address: str, language: str
    ) -> None:
        trail = visit(address, language=language).one("section", aria_labelledby="trail")

        prefix = "" if language == "en" else "/fr"
        others = {f"{prefix}{other}" for other in CHAIN if other != address}
        assert others <= {link.attrs["href"] for link in trail.all("a")}

    @pytest.mark.parametrize("address", CHAIN)
    def test_each_page_of_the_chain_says_how_late_the_end_was_by_the_first_date(
        self, visit: Visit, address: str
    ) -> None:
        trail = visit(address).one("section", aria_labelledby="trail").text

        assert "Between 19 and 20 months later than first planned." in trail

    @pytest.mark.parametrize("address", CHAIN)
    def test_each_page_of_the_chain_says_how_late_the_end_was_in_french(
        self, visit: Visit, address: str
    ) -> None:
        trail = visit(address, language="fr").one("section", aria_labelledby="trail").text

        assert "De 19 à 20 mois plus tard que prévu à l’origine." in trail

    @pytest.mark.parametrize("address", CHAIN[:4])
    def test_each_plan_says_that_it_was_revised_three_times(
        self, visit: Visit, address: str
    ) -> None:
        trail = visit(address).one("section", aria_labelledby="trail").text

        assert "First date planned: By the end of 2018, revised three times." in trail

    @pytest.mark.parametrize(("language", "word"), [("en", "Changed"), ("fr", "Modifié")])
    @pytest.mark.parametrize("address", CHAIN[:3])
    def test_each_plan_but_the_newest_is_changed_and_not_achieved(
        self, visit: Visit, address: str, language: str, word: str
    ) -> None:
        page = visit(address, language=language)

        assert page.main.one("p", css="ms-m").one("span", css="st").text == word

    @pytest.mark.parametrize(("language", "word"), [("en", "Achieved"), ("fr", "Réalisé")])
    def test_newest_plan_is_achieved(self, visit: Visit, language: str, word: str) -> None:
        page = visit("/milestones/plant-2020/", language=language)

        assert page.main.one("p", css="ms-m").one("span", css="st").text == word

    def test_what_settles_two_plans_names_both(self, visit: Visit) -> None:
        trail = visit("/milestones/plant-runs/").one("section", aria_labelledby="trail").text

        assert "The plans this reports on" in trail
        assert "First planned: Pilot plant to run by the end of 2018" in trail
        assert "An earlier plan: First concentrate to be shipped in 2020, 2020." in trail
        assert trail.count("Its outcome, in this milestone: Achieved.") == 2

    def test_what_settles_two_plans_names_both_in_french(self, visit: Visit) -> None:
        page = visit("/milestones/plant-runs/", language="fr")
        trail = page.one("section", aria_labelledby="trail").text

        assert "Les jalons prévus dont celui-ci donne l’issue" in trail
        assert "Jalon antérieur : Premier concentré à expédier en 2020, 2020." in trail
        assert trail.count("Ce jalon en donne l’issue : Réalisé.") == 2

    def test_rights_offering_says_what_part_of_it_came_about(self, visit: Visit) -> None:
        page = visit("/milestones/rights-planned/").main.text

        assert "Partly achieved: Rights offering closed, on or before 10 November 2020." in page
        assert "later than" not in page  # neither day proves it

    @pytest.mark.parametrize(
        ("language", "said"),
        [
            ("en", "Ended: Drilling at Rivière Noire ended, 30 October 2020."),
            ("fr", "Terminé : Fin des forages à Rivière Noire, 30 octobre 2020."),
        ],
    )
    def test_drilling_says_that_it_ended(self, visit: Visit, language: str, said: str) -> None:
        assert said in visit("/milestones/drilling/", language=language).main.text


class TestData:
    @pytest.mark.parametrize("slug", PLANS)
    def test_json_of_each_plan_has_the_whole_promise(self, read_json: Json, slug: str) -> None:
        promise = read_json(f"/milestones/{slug}.json")["promise"]

        assert promise["first"] == "http://testserver/milestones/plant-2018/"
        assert promise["plans"] == [
            "http://testserver/milestones/plant-2018/",
            "http://testserver/milestones/plant-q2-2019/",
            "http://testserver/milestones/plant-fall-2019/",
            "http://testserver/milestones/plant-2020/",
        ]
        assert promise["revisions"] == 3
        assert promise["outcome"]["slug"] == "plant-runs"
        assert promise["outcome"]["settlement"] == "achieved"
        assert promise["delay"]["text"] == {
            "en": "between 19 and 20 months later than planned",
            "fr": "de 19 à 20 mois plus tard que prévu",
        }

    def test_json_of_what_settles_two_plans_has_both(self, read_json: Json) -> None:
        row = read_json("/milestones/plant-runs.json")

        assert [(one["slug"], one["settlement"]) for one in row["settlements"]] == [
            ("plant-2020", "achieved"),
            ("shipping-planned", "achieved"),
        ]

    def test_json_says_partly_achieved_and_ended(self, read_json: Json) -> None:
        assert read_json("/milestones/rights-planned.json")["outlook"] == "partly_achieved"
        assert read_json("/milestones/drilling.json")["outlook"] == "ended"

    @pytest.mark.parametrize("address", ["/outlook.csv", "/fr/outlook.csv"])
    def test_csv_of_the_outlook_has_one_row_a_promise(self, data: Data, address: str) -> None:
        rows = {row["slug"]: row for row in rows_of(data(address))}

        assert list(rows) == ["rights-planned", "plant-2020", "shipping-planned", "listing-planned"]
        assert rows["plant-2020"]["promise_revisions"] == "3"
        assert rows["plant-2020"]["promise_settlement"] == "achieved"
        assert rows["plant-2020"]["promise_delay_fr"] == "de 19 à 20 mois plus tard que prévu"
        assert rows["rights-planned"]["promise_settlement"] == "partly_achieved"

    def test_feed_follows_the_first_plan_to_what_met_it(self, read_json: Json) -> None:
        items = {item["id"]: item for item in read_json("/timeline.jsonfeed")["items"]}
        told = items["http://testserver/milestones/plant-2018/"]["content_text"]

        assert "First date planned: By the end of 2018, revised three times." in told
        assert (
            "Achieved, between 19 and 20 months later than planned: "
            "Pilot plant runs, first concentrate shipped"
        ) in told

    def test_feed_in_french_follows_the_first_plan_to_what_met_it(self, read_json: Json) -> None:
        items = {item["id"]: item for item in read_json("/fr/timeline.jsonfeed")["items"]}
        text = items["http://testserver/milestones/plant-2018/"]["content_text"]
        told = text.replace("\xa0", " ")

        assert "Première date prévue : D’ici la fin de 2018, révisée trois fois." in told
        assert (
            "Réalisé, de 19 à 20 mois plus tard que prévu : "
            "L’usine pilote tourne, premier concentré expédié"
        ) in told

    def test_atom_follows_the_first_plan_to_what_met_it(self, data: Data) -> None:
        feed = ElementTree.fromstring(data("/timeline.atom"))  # noqa: S314 - our own
        summaries = {
            entry.findtext(f"{ATOM}id", "").split("/")[-2]: entry.findtext(f"{ATOM}summary", "")
            for entry in feed.iter(f"{ATOM}entry")
        }

        assert "revised three times" in summaries["plant-2018"]
        assert "http://testserver/milestones/plant-runs/" in summaries["plant-2018"]

    def test_calendar_has_the_day_on_which_it_was_met(self, data: Data) -> None:
        calendar = Calendar.from_ical(data("/timeline.ics"))

        events = {str(event["url"]).split("/")[-2]: event for event in calendar.walk("VEVENT")}
        assert set(events) == {"plant-runs", "drilling-ended"}
        assert events["plant-runs"]["dtstart"].to_ical() == b"20200818"
