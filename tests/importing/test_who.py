"""Organisations, people and contacts of a release, and the kinds of its paragraphs."""

from __future__ import annotations

import pytest

from tests.importing.releases import with_lead
from timeline.importing.drafting import Draft
from timeline.importing.sections import Kind


def names(found: Draft) -> list[str]:
    return [organisation.name for organisation in found.organisations]


def people(text: str) -> list[tuple[str, str]]:
    return [(person.name, person.role) for person in with_lead(text).people]


def contacts(text: str) -> list[tuple[str, str, str, str, str]]:
    return [
        (found.name, found.role, found.organisation, found.phone, found.email)
        for found in with_lead(text).contacts
    ]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("It was drilled by Ostrander Drilling of late.", "Ostrander Drilling"),
        ("We signed with Ostrander Coatings LLC in Lund.", "Ostrander Coatings LLC"),
        ("The Blue Heron First Nation agreed.", "Blue Heron First Nation"),
        ("Core went to Laboratoires Ostrander in Lund.", "Laboratoires Ostrander"),
        ("The Institute of Alloy Research hosts it.", "Institute of Alloy Research"),
        (
            "Une subvention du ministère des Mines et des Forêts est reçue.",
            "ministère des Mines et des Forêts",
        ),
        ("The Centre d’essais de Lund (“CEL”) tests it.", "Centre d’essais de Lund"),
    ],
)
def test_an_organisation_is_told_by_its_form_or_its_kind(sentence: str, name: str) -> None:
    assert names(with_lead(sentence)) == ["Tern Hollow Copper Inc.", name]


@pytest.mark.parametrize(
    "sentence",
    [
        "A Memorandum of Understanding (“MOU”) was signed.",
        "The TSX Venture Exchange is one.",
        "He is a Qualified Person under National Instrument 43-101.",
        "It is a Provincial Crown Corporation.",
        "It ended in October 2019. Forty men left the Board of Directors.",
    ],
)
def test_what_is_no_organisation_is_not_proposed(sentence: str) -> None:
    assert names(with_lead(sentence)) == ["Tern Hollow Copper Inc."]


def test_a_section_about_an_organisation_is_its_own_whatever_its_letters() -> None:
    found = with_lead("ABOUT TERN HOLLOW COPPER INC.\n\nTern Hollow digs.")
    assert [(one.name, one.about_heading) for one in found.organisations] == [
        ("Tern Hollow Copper Inc.", "ABOUT TERN HOLLOW COPPER INC.")
    ]


@pytest.mark.parametrize(
    ("sentence", "person"),
    [
        ("“It holds,” said Ada Quist, President & CEO.", ("Ada Quist", "President & CEO")),
        (
            "It was reviewed by Bo Lund, P.Geo., Vice President, Exploration, a Qualified Person.",
            ("Bo Lund", "Vice President, Exploration"),
        ),
        ("Tern Hollow’s interim CEO Cai Moor agreed.", ("Cai Moor", "interim CEO")),
        (
            "Dee Vance, Tern Hollow Vice-President Operations & General Manager, agreed.",
            ("Dee Vance", "Vice-President Operations & General Manager"),
        ),
        (
            "Eva Roth, a consulting geologist and Qualified Person, approved it.",
            ("Eva Roth", "consulting geologist"),
        ),
        (
            "Flo Maine has been appointed Vice President, Corporate Development effective May 1.",
            ("Flo Maine", "Vice President, Corporate Development"),
        ),
        (
            "C’est sûr, a déclaré Géraldine Roy, présidente et cheffe de la direction.",
            ("Géraldine Roy", "présidente et cheffe de la direction"),
        ),
    ],
)
def test_a_person_has_the_role_that_is_printed_beside_the_name(
    sentence: str, person: tuple[str, str]
) -> None:
    assert people(sentence) == [person]


def test_a_signature_names_a_person() -> None:
    assert people("ON BEHALF OF THE BOARD\n\nAda Quist\nPresident") == [("Ada Quist", "President")]


def test_contacts_are_read_from_lines() -> None:
    text = "For further information:\n\nAda Quist\nPresident\nTel: +1 (902) 555-0142\nEmail: ada@quist.example\n\nBo Lund\nInvestor Relations\nTel: +1 (902) 555-0177 ext. 4\nEmail: bo@quist.example"
    assert contacts(text) == [
        (
            "Ada Quist",
            "President",
            "Tern Hollow Copper Inc.",
            "+1 (902) 555-0142",
            "ada@quist.example",
        ),
        (
            "Bo Lund",
            "Investor Relations",
            "Tern Hollow Copper Inc.",
            "+1 (902) 555-0177 ext. 4",
            "bo@quist.example",
        ),
    ]


def test_contacts_are_read_from_a_running_sentence() -> None:
    text = "For more information: Ada Quist, Manager, Market Development, +1 902-555-0133, ada@quist.example, https://quist.example"
    assert contacts(text) == [
        (
            "Ada Quist",
            "Manager, Market Development",
            "Tern Hollow Copper Inc.",
            "+1 902-555-0133",
            "ada@quist.example",
        )
    ]


RUN_TOGETHER = """For further information please contact:
 Ada Quist Lund Capital Markets

Interim Chief Executive Officer Bo Moor, Manager-Corporate Communications
Phone: +1 (902) 555-0144 Phone: +1 (902) 555-0179 x29

Email: ada@ternhollow.example Email: bo@lund.example"""


@pytest.mark.parametrize(
    "text",
    [
        RUN_TOGETHER,
        RUN_TOGETHER.replace("Quist Lund", "Quist        Lund").replace(
            "Officer Bo", "Officer     Bo"
        ),
    ],
    ids=["run together", "with gaps"],
)
def test_left_goes_with_left_where_columns_ran_together(text: str) -> None:
    assert contacts(text) == [
        (
            "Ada Quist",
            "Interim Chief Executive Officer",
            "Tern Hollow Copper Inc.",
            "+1 (902) 555-0144",
            "ada@ternhollow.example",
        ),
        (
            "Bo Moor",
            "Manager-Corporate Communications",
            "Lund Capital Markets",
            "+1 (902) 555-0179 x29",
            "bo@lund.example",
        ),
    ]
    assert "columns" in [warning.code for warning in with_lead(text).warnings]


FRENCH_LEAD = (
    "HALIFAX (Nouvelle-Écosse), le 4 mai 2021 - Cuivre Tern inc. (TSXV : THC) a ouvert une galerie."
)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        (
            "Le permis vient du ministère des ressources et des forêts du Québec.",
            "ministère des ressources et des forêts du Québec",
        ),
        (
            "Le fonds de solidarité des travailleurs du Québec a investi.",
            "fonds de solidarité des travailleurs du Québec",
        ),
        (
            "La caisse de dépôt et placement du Québec a souscrit.",
            "caisse de dépôt et placement du Québec",
        ),
        ("L'étude est de l'Université du Québec.", "Université du Québec"),
        ("L'étude est de l'agence régionale de la Gaspésie.", "agence régionale de la Gaspésie"),
    ],
)
def test_french_bodies_are_named_in_small_letters_and_after_an_elision(
    sentence: str, name: str
) -> None:
    found = with_lead(sentence, FRENCH_LEAD).organisations

    assert name in [organisation.name for organisation in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le conseil d'administration de la société a approuvé le budget.",
        "La société a signé avec des clients du Québec.",
        "Le fonds de roulement de Tern suffit.",
        "Une coopérative de la région est ouverte.",
    ],
)
def test_french_words_for_bodies_that_name_none_are_left_alone(sentence: str) -> None:
    assert len(with_lead(sentence, FRENCH_LEAD).organisations) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Contact:\n\nAda Quist, President, or Ben Oak, Geologist\n\n902-555-0116\n\nir@tern.example",
        "Contact:\n\nAda Quist, President\nBen Oak, Geologist\n902-555-0116\nir@tern.example",
        "Contact: Ada Quist, President, and Ben Oak, Geologist, at 902-555-0116, ir@tern.example",
    ],
)
def test_two_people_before_one_telephone_have_it_together(text: str) -> None:
    reach = ("Tern Hollow Copper Inc.", "902-555-0116", "ir@tern.example")

    assert contacts(text) == [("Ada Quist", "President", *reach), ("Ben Oak", "Geologist", *reach)]


def test_an_address_made_of_a_name_is_that_persons_alone() -> None:
    text = "Contact:\nAda Quist, President\nBen Oak, Geologist\n902-555-0116\nboak@tern.example"

    assert [contact[3:] for contact in contacts(text)] == [
        ("", ""),
        ("902-555-0116", "boak@tern.example"),
    ]


def test_a_desk_without_a_name_is_a_contact() -> None:
    assert contacts("Contact:\nInvestor Relations\n902-555-0116\nir@ternhollow.example") == [
        (
            "Investor Relations",
            "",
            "Tern Hollow Copper Inc.",
            "902-555-0116",
            "ir@ternhollow.example",
        )
    ]


def test_a_fax_is_no_telephone() -> None:
    assert (
        contacts("Contact:\nAda Quist\nFax: 902-555-0111\nTel: 902-555-0116\nada@quist.example")[0][
            3
        ]
        == "902-555-0116"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("HIGHLIGHTS", Kind.HEADING),
        ("About Tern Hollow", Kind.HEADING),
        ("FOR IMMEDIATE RELEASE", Kind.BANNER),
        ("This release holds forward-looking statements, which risks may change.", Kind.CAUTION),
        (
            "Some statements look ahead; risks could make actual outcomes differ materially.",
            Kind.CAUTION,
        ),
        ("Mise en garde : les énoncés prospectifs comportent des risques.", Kind.CAUTION),
        (
            "Neither the TSX Venture Exchange nor its Regulation Services Provider accepts responsibility for this release.",
            Kind.NOTICE,
        ),
        (
            "La Bourse de croissance TSX n’assume aucune responsabilité quant au contenu de ce communiqué.",
            Kind.NOTICE,
        ),
        (
            "The securities have not been registered under the Securities Act and are no offer: this does not constitute an offer.",
            Kind.NOTICE,
        ),
        ("For further information please contact:", Kind.CONTACT),
        ("SOURCE Tern Hollow Copper Inc.", Kind.SOURCE),
        ("ON BEHALF OF THE BOARD OF DIRECTORS", Kind.SIGNATURE),
        ("The adit is open, and ore has been brought out of it since.", Kind.BODY),
    ],
)
def test_a_paragraph_is_known_by_its_words(text: str, kind: Kind) -> None:
    assert with_lead(text).kinds[-1] == kind


def test_what_follows_a_heading_about_an_organisation_is_about_it() -> None:
    assert with_lead("About Tern Hollow\n\nTern Hollow digs for copper.").kinds[-1] == Kind.ABOUT


def test_figures_are_found_with_their_units() -> None:
    found = with_lead("It cut 84.2 m at 1.3 % copper for $1,250,000, in 4 years.")
    assert [figure.words for figure in found.figures] == ["84.2 m", "1.3 %", "$1,250,000"]


def test_a_defined_project_is_warned_of() -> None:
    found = with_lead("They will evaluate a plant (the “Project”).")
    assert ("defined_project", "Project") in [
        (warning.code, warning.words) for warning in found.warnings
    ]
