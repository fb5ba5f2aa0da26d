"""``docs/questions.md``: each question is answered where it says, by the clicks that it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

from tests.markup import Document

QUESTIONS = Path(__file__).resolve().parents[2] / "docs" / "questions.md"
ITEM = re.compile(r"^(\d+)\. (.*?)(?=^\d+\. |^## |\Z)", re.MULTILINE | re.DOTALL)
ANSWER = re.compile(r"\A(.*?)\s+Path \((\d+) clicks?\): (.*)\Z", re.DOTALL)
QUOTED = re.compile(r"“((?:[^“”]|“[^“”]*”)+)”")
MOST_CLICKS = 3


@dataclass(frozen=True)
class Question:
    number: int
    quoted: list[str]
    clicks: int
    path: list[str]


def as_question(item: re.Match[str]) -> Question:
    text = " ".join(item[2].split())
    read = ANSWER.match(text)
    assert read, text
    answer = read[1].rpartition("?")[2]
    return Question(
        int(item[1]), QUOTED.findall(answer), int(read[2]), re.findall("`([^`]+)`", read[3])
    )


QUESTIONS_ASKED = [as_question(item) for item in ITEM.finditer(QUESTIONS.read_text())]


def is_asked_by_a_form(page: Document, here: str, address: str) -> bool:
    """Whether a form of the page can be sent to that address, with those values."""
    asked = parse_qs(urlsplit(address).query)
    for form in page.all("form"):
        action = urljoin(here, form.attrs.get("action", ""))
        fields = {element.attrs.get("name") for element in form.all()}
        if urlsplit(action).path == urlsplit(address).path and asked.keys() <= fields and asked:
            return True
    return False


def leads_to(page: Document, here: str, address: str) -> bool:
    links = {urljoin(here, link.attrs.get("href", "")) for link in page.all("a")}
    return address in links or is_asked_by_a_form(page, here, address)


def ask(client: Client, address: str) -> Document:
    answer: Any = client.get(urldefrag(address).url)
    assert answer.status_code == 200, address
    return Document(answer.content.decode())


def test_each_reader_asks_fifteen() -> None:
    by_reader = QUESTIONS.read_text().split("\n## ")[1:]

    assert [len(ITEM.findall(part)) for part in by_reader] == [15, 15, 15]
    assert [question.number for question in QUESTIONS_ASKED] == list(range(1, 46))


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("question", QUESTIONS_ASKED, ids=lambda question: str(question.number))
def test_question_is_answered_within_its_clicks(client: Client, question: Question) -> None:
    first, *further = question.path
    assert first == "/"
    assert len(further) == question.clicks <= MOST_CLICKS
    here, page = first, ask(client, first)
    for address in further:
        assert leads_to(page, here, address), f"{here} does not lead to {address}"
        here, page = address, ask(client, address)
    fragment = urldefrag(here).fragment
    shown = page.id(fragment).text if fragment else page.text
    assert question.quoted
    for words in question.quoted:
        assert words in shown.replace("\N{NO-BREAK SPACE}", " "), words
