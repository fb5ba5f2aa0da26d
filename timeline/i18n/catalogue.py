"""The French catalogue, which the set-up compiles. What is compiled is not kept in the repository.

GNU gettext is not needed: Babel reads and compiles it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent  # timeline/
SOURCE = ROOT / "locale" / "fr" / "LC_MESSAGES" / "django.po"
COMPILED = Path("fr", "LC_MESSAGES", "django.mo")  # below a folder of LOCALE_PATHS


def read_catalogue() -> Catalog:
    """The catalogue as it stands in its file."""
    with SOURCE.open("rb") as file:
        return read_po(file, locale="fr_CA", domain="django")


def compile_catalogue(folder: Path) -> None:
    """Compile it below a folder of ``LOCALE_PATHS``.

    The new file takes the place of the old one at once, whoever reads it meanwhile.
    """
    target = folder / COMPILED
    messages = read_catalogue()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        write_mo(file, messages)
    made = Path(file.name)
    made.chmod(0o644)
    made.replace(target)
