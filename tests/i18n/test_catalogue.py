"""The French catalogue is complete, fits the code, and is written as Québec writes French."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Message
from django.utils import translation
from django.utils.translation import gettext, ngettext

from devtools.catalogue import (
    extract_messages,
    untranslated,
    update_catalogue,
    write_catalogue,
)
from timeline.i18n.catalogue import COMPILED, SOURCE, compile_catalogue, read_catalogue

NO_BREAK = "\u00a0"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|%%|\{\w*\}")


def key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def texts() -> Iterator[tuple[str, str]]:
    """(English, French) of each message and plural form."""
    for message in read_catalogue():
        if isinstance(message.id, str) and message.id:
            yield message.id, str(message.string)
        elif message.id:
            yield from zip(message.id, message.string or (), strict=True)


def written(pattern: str) -> list[str]:
    """The French in which it is found, tags aside."""
    return [
        french for _english, french in texts() if re.search(pattern, re.sub(r"<[^>]+>", "", french))
    ]


class TestComplete:
    def test_catalogue_message_of_the_code_has_its_french(self) -> None:
        said, kept = (
            {key(one) for one in extract_messages() if one.id},
            {key(one) for one in read_catalogue() if one.id},
        )
        assert said - kept == set(), "run ./run manage catalogue, then translate what it adds"

    def test_catalogue_message_that_the_code_says_no_more_is_gone(self) -> None:
        said, kept = (
            {key(one) for one in extract_messages() if one.id},
            {key(one) for one in read_catalogue() if one.id},
        )
        assert kept - said == set(), "run ./run manage catalogue"
        assert not read_catalogue().obsolete

    def test_catalogue_message_is_never_empty_or_doubtful(self) -> None:
        assert [one.id for one in untranslated(read_catalogue())] == []
        assert [one.id for one in read_catalogue() if one.fuzzy and one.id] == []

    def test_catalogue_counted_message_has_a_singular_and_a_plural(self) -> None:
        kept = {key(one): one for one in read_catalogue()}
        assert [
            one.id
            for one in extract_messages()
            if one.pluralizable and not kept[key(one)].pluralizable
        ] == []

    def test_catalogue_file_is_as_the_command_writes_it(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        again = tmp_path / "django.po"
        messages = update_catalogue()
        monkeypatch.setattr("devtools.catalogue.SOURCE", again)
        write_catalogue(messages)
        assert again.read_text() == SOURCE.read_text()


class TestFits:
    def test_catalogue_french_has_the_placeholders_of_the_english(self) -> None:
        told_by_number = {"Above: the newest %(n)s."}  # "le plus récent" counts to one by itself
        differ = [
            (english, french)
            for english, french in texts()
            if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(french))
            and english not in told_by_number
        ]
        assert differ == []

    def test_catalogue_counts_nought_and_one_in_the_singular(self) -> None:
        assert read_catalogue().plural_expr == "(n > 1)"
        with translation.override("fr"):
            assert [ngettext("%s year", "%s years", n) % n for n in (0, 1, 2)] == [
                "0 an",
                "1 an",
                "2 ans",
            ]


class TestTypography:
    def test_catalogue_french_has_curved_apostrophes(self) -> None:
        assert written("'") == []

    def test_catalogue_french_has_guillemets(self) -> None:
        assert written('["“”]') == []

    def test_catalogue_french_guillemets_keep_no_break_spaces(self) -> None:
        assert written(f"«(?!{NO_BREAK})|(?<!{NO_BREAK})»") == []

    def test_catalogue_french_colon_follows_a_no_break_space(self) -> None:
        assert written(rf"(?<![{NO_BREAK}\w]):(?!//)|\w:(?= |$)") == []

    def test_catalogue_french_percent_follows_a_no_break_space(self) -> None:
        assert written(r"[\d ]%(?!\()(?!s|d\b)") == []

    def test_catalogue_french_has_no_space_before_semicolon_exclamation_and_question_mark(
        self,
    ) -> None:
        assert written(rf"[\s{NO_BREAK}\u202f][;!?]") == []

    def test_catalogue_french_has_no_double_spaces(self) -> None:
        assert written(rf"[ {NO_BREAK}]{{2}}") == []

    def test_catalogue_french_begins_and_ends_as_the_english_does(self) -> None:
        def ends(text: str) -> tuple[bool, bool, str]:
            return text[:1].isspace(), text[-1:].isspace(), text[-1:] if text[-1:] in ".?!" else ""

        assert [
            (english, french)
            for english, french in texts()
            if english.strip(": ") and ends(english) != ends(french)
        ] == []

    @pytest.mark.parametrize(
        ("fault", "pattern"),
        [
            ("literary negation", r"\bn’a pu\b|\bne peu(t|vent) (être|se)\b"),
            ("a participle that agrees with nothing", r"(?i)\btel que connu\b|une fois commencé"),
            ("what becomes of a plan is its issue", r"(?i)\btranche"),
            ("what becomes of a plan is its suivi", r"(?i)\bperspectives?\b"),
            ("why a date is so is its justification", r"(?i)\bfondement"),
            (
                "a milestone is not stated but mentioned",
                r"(?i)\bénoncé(e|s)? (dans|autrement|de)\b",
            ),
            ("a row is no object", r"(?i)\bobjet (?!avec en)"),
            ("a row of any gender", r"\(e\)|\bsélectionnés?\b"),
            ("courriel", r"(?i)\be-mail"),
            ("a session is opened", r"(?i)\bd?é?connexion\b|\bdéconnecté"),
        ],
    )
    def test_catalogue_french_has_no_word_that_was_given_up(self, fault: str, pattern: str) -> None:
        assert written(pattern) == [], fault

    def test_catalogue_french_paragraph_sign_keeps_its_number(self) -> None:
        assert written(r"¶ ") == []


class TestCompiled:
    def test_compiled_catalogue_is_what_pages_speak(self) -> None:
        with translation.override("fr"):
            assert gettext("Releases") == "Communiqués"

    def test_compile_takes_the_place_of_an_older_one_and_leaves_nothing_beside(
        self, tmp_path: Path
    ) -> None:
        old = tmp_path / COMPILED
        old.parent.mkdir(parents=True)
        old.write_bytes(b"old")
        compile_catalogue(tmp_path)
        assert old.read_bytes()[:4] == b"\xde\x12\x04\x95"  # the magic number of the GNU MO format
        assert [one.name for one in old.parent.iterdir()] == ["django.mo"]
