"""Brings the French catalogue up to date with the messages of the code and the templates."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

from timeline.i18n.catalogue import ROOT, SOURCE, read_catalogue

MessageKey = tuple[str | None, str | tuple[str, str]]  # context, message or its singular and plural
WIDTH = 0  # a message is one line, however long: so a change shows
HEADER = """\
# Québec French: guillemets and no-break spaces before a colon and a percent sign, none before ; ! ?
# ./run manage catalogue brings in what the code says and is not here yet.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""


def _keywords() -> dict[str, Any]:
    """The functions that mark a message: Babel's, and Django's lazy ones."""
    keywords: dict[str, Any] = dict(DEFAULT_KEYWORDS)
    for name, arguments in DEFAULT_KEYWORDS.items():
        keywords[f"{name}_lazy"] = arguments
    keywords["_lazy"] = None
    keywords["gettext_noop"] = None
    return keywords


KEYWORDS = _keywords()


def extract_messages() -> Catalog:
    """Every message of the code and the templates, without its French."""
    messages = Catalog(locale="fr_CA", domain="django")
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.glob("templates/**/*.*")]):
        extract = _in_code if path.suffix == ".py" else _in_template
        for context, message in extract(path.read_text(encoding="utf-8")):
            messages.add(message, context=context)
    return messages


def _in_code(source: str) -> Iterator[MessageKey]:
    """The messages of each call.

    Calls in braces of f-strings count too. Neither Babel nor GNU gettext looks there before
    Python 3.12.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = []
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                texts.append(argument.value)
        if name in KEYWORDS and texts:
            yield _key(name, texts)


def _in_template(source: str) -> Iterator[MessageKey]:
    """The messages of a template.

    Django blanks out what is no call. Without its indents the rest can be read as Python.
    """
    calls = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    found: Iterator[Any] = extract_python(BytesIO(calls.encode()), KEYWORDS, (), {})
    for _line, name, given, _comments in found:
        arguments = given if isinstance(given, tuple) else (given,)
        texts = [text for text in arguments if text]
        if texts:
            yield _key(name, texts)


def _key(function: str, texts: Sequence[str]) -> MessageKey:
    """What the arguments of a function like "npgettext" are.

    With a p the first one is a context, with an n there are two forms.
    """
    context = None
    if "pgettext" in function:
        context, texts = texts[0], texts[1:]
    if function.startswith("n"):
        return context, (texts[0], texts[1])
    return context, texts[0]


def update_catalogue() -> Catalog:
    """The catalogue with what is new in the code, and without what is gone from it.

    Nothing is guessed: a new message has no French.
    """
    old = read_catalogue()
    messages = extract_messages()
    for message in messages:
        known = old.get(message.id, message.context) if message.id else None
        if known and isinstance(known.id, tuple) == isinstance(message.id, tuple):
            message.string = known.string
    messages.mime_headers = old.mime_headers
    return messages


def write_catalogue(messages: Catalog) -> None:
    """Write it in the order of its messages, so that two changes seldom meet in one place."""
    text = BytesIO()
    write_po(text, messages, width=WIDTH, omit_header=True, no_location=True, sort_output=True)
    SOURCE.write_bytes(HEADER.encode() + b"\n" + text.getvalue())


def untranslated(messages: Catalog) -> list[Message]:
    """The messages that have no French, or not all of it."""
    return [message for message in messages if message.id and not _has_french(message)]


def _has_french(message: Message) -> bool:
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    return all(forms)
