"""The French catalogue: what the code and the templates say in English, and what French has for it.

GNU gettext is not needed: Babel reads, updates and compiles it. What is compiled is made in the set-up and not kept.
"""

from __future__ import annotations

import ast
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent  # timeline/
SOURCE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
COMPILED = Path("fr", "LC_MESSAGES", "django.mo")  # below a folder of LOCALE_PATHS
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": found for name, found in DEFAULT_KEYWORDS.items() if name != "_"},
    "_lazy": None,
    "gettext_noop": None,
}
MessageKey = tuple[str | None, str | tuple[str, str]]  # context, message or its singular and plural
WIDTH = 0  # a message is one line, however long: what changes shows


def read_catalogue() -> Catalog:
    """The catalogue as it stands in its file."""
    with SOURCE.open("rb") as file:
        return read_po(file, locale="fr_CA", domain="django")


def extract_messages() -> Catalog:
    """Every message of the code and the templates, without its French."""
    found = Catalog(locale="fr_CA", domain="django")
    for path in sorted([*ROOT.rglob("*.py"), *ROOT.glob("templates/**/*.*")]):
        for context, messages in _messages(path):
            found.add(messages, context=context)
    return found


def _messages(path: Path) -> Iterator[MessageKey]:
    source = path.read_text(encoding="utf-8")
    return _in_code(source) if path.suffix == ".py" else _in_template(source)


def _in_code(source: str) -> Iterator[MessageKey]:
    """Of each call, in braces of f-strings too, where neither Babel nor GNU gettext looks before Python 3.12."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [
                part.value
                for part in node.args
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            if name in KEYWORDS and texts:
                yield _said(name, texts)


def _in_template(source: str) -> Iterator[MessageKey]:
    """Django blanks out what is no call; without its indents the rest can be read as Python."""
    calls = "\n".join(line.lstrip() for line in templatize(source).splitlines())
    found: Iterator[Any] = extract_python(BytesIO(calls.encode()), KEYWORDS, (), {})
    for _line, name, given, _comments in found:
        texts = [text for text in (given if isinstance(given, tuple) else (given,)) if text]
        if texts:
            yield _said(name, texts)


def _said(name: str, texts: Sequence[str]) -> MessageKey:
    """What the arguments of "npgettext" are: a context where there is a p, two forms where there is an n."""
    context, forms = (texts[0], texts[1:]) if "pgettext" in name else (None, texts)
    return context, (forms[0], forms[1]) if name.startswith("n") else forms[0]


def update_catalogue() -> Catalog:
    """The catalogue with what is new in the code, and without what is gone from it. Nothing is guessed."""
    kept, found = read_catalogue(), extract_messages()
    for message in found:
        old = kept.get(message.id, message.context) if message.id else None
        if old and isinstance(old.id, tuple) == isinstance(message.id, tuple):
            message.string = old.string
    found.mime_headers = kept.mime_headers
    return found


def write_catalogue(messages: Catalog) -> None:
    """Write it in the order of its messages, so that two changes seldom meet in one place."""
    text = BytesIO()
    write_po(text, messages, width=WIDTH, omit_header=True, no_location=True, sort_output=True)
    SOURCE.write_bytes(HEADER.encode() + b"\n" + text.getvalue())


HEADER = """# Québec French: guillemets and no-break spaces before a colon and a percent sign, none before ; ! ?
# ./run manage catalogue brings in what the code says and is not here yet.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: fr\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""


def compile_catalogue(folder: Path) -> None:
    """Compile it below a folder of ``LOCALE_PATHS``. It takes the place of the old one at once, whoever reads."""
    target, messages = folder / COMPILED, read_catalogue()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        write_mo(file, messages)
    made = Path(file.name)
    made.chmod(0o644)
    made.replace(target)


def untranslated(messages: Catalog) -> list[Message]:
    """Those that have no French, or not all of it."""
    return [
        message
        for message in messages
        if message.id
        and not all([*message.string] if isinstance(message.string, tuple) else [message.string])
    ]
