"""The files of a copy: each answer, with addresses rewritten to where the copy has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from django.utils import translation
from django.utils.translation import gettext as _

from timeline.dates.wording import write_day
from timeline.i18n.language import path_language
from timeline.static_copy import data_links
from timeline.static_copy.crawler import LOST, CrawledPage, CrawledSite
from timeline.static_copy.html_links import LinkRewriting, rewrite_links
from timeline.static_copy.paths import FILTERS, between, file_of, path_of

NOTE = "frozen.txt"
FIRST_LINE = "A copy of a site as static files, written by manage.py freeze. Its files:\n"


class StaticCopy:
    """A copy of the site as it is on a day.

    ``base`` is the address at which it will stand: ``https://example.org/archive/``.
    """

    def __init__(self, site: CrawledSite, base: str, on: date) -> None:
        self.site = site
        self.base = base.rstrip("/") + "/"
        self.on = on

    def write(self, folder: Path) -> int:
        """Write every file, and a list of them; how many."""
        written = sorted(
            self._write(folder, address, answer) for address, answer in self.site.answers.items()
        )
        lines = "".join(f"{name}\n" for name in written)
        (folder / NOTE).write_text(f"{FIRST_LINE}{self.base}\n\n{lines}", encoding="utf-8")
        return len(written)

    def _write(self, folder: Path, address: str, answer: CrawledPage) -> str:
        name = file_of(path_of(address))
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = self._text(address, answer)
        if text is None:
            file.write_bytes(answer.file.read_bytes())
        else:
            file.write_bytes(text.encode("utf-8"))
        return name

    def _text(self, here: str, answer: CrawledPage) -> str | None:
        """What the file holds, None where it holds what the site answered."""

        def in_text(text: str) -> str:
            return self.site.in_text(text, lambda link: self._absolute(here, link))

        if answer.is_page:
            rewriting = LinkRewriting(
                link=lambda link: self._link(here, link),
                text=in_text,
                data=lambda text: data_links.in_json(text, in_text, in_script=True),
                form=lambda action: self._form_replacement(here, action),
                foot=self._foot(here),
            )
            page, _forms = rewrite_links(answer.text, rewriting)
            return page
        if data_links.holds_addresses(answer.kind):
            return data_links.rewrite_data_links(answer.kind, answer.text, in_text)
        return None

    # -- addresses ----------------------------------------------------------------------------

    def _link(self, here: str, link: str) -> str | None:
        """A link as the copy has it, None where it leads to what is not kept.

        An absolute one stays absolute.
        """
        bare, fragment = urldefrag(link)
        if not bare and fragment:
            return link
        own = self.site.own(here, bare)
        if own is None:
            return link
        kept = self.site.kept(here, own)
        if kept is None:
            return None
        end = f"#{fragment}" if fragment else ""
        if urlsplit(bare).netloc:
            return self._at_base(kept, urlsplit(bare).scheme) + end
        return self._beside(here, kept) + end

    def _absolute(self, here: str, link: str) -> str:
        """An absolute address in a text; the copy's first page where nothing nearer is kept."""
        return self._link(here, link) or self.base

    def _at_base(self, kept: str, scheme: str = "") -> str:
        address = self.base + path_of(kept).lstrip("/")
        return f"webcal:{address.partition(':')[2]}" if scheme == "webcal" else address

    def _beside(self, here: str, kept: str) -> str:
        if here in LOST:  # a page that is answered at any depth
            return urlsplit(self._at_base(kept)).path
        return between(path_of(here), path_of(kept))

    # -- forms --------------------------------------------------------------------------------

    def _foot(self, here: str) -> str:
        """What every page of the copy says of itself."""
        language = path_language(here)
        with translation.override(language):
            said = _(
                "This is a copy without a server, made on %(day)s. What it says of today is of "
                "that day, and what it says of parameters, of asking again and of refusals is not "
                "so here."
            ) % {"day": write_day(self.on, language)}
        return f'<div class="wrap"><p class="note">{escape(said)}</p></div>'

    def _form_replacement(self, here: str, action: str) -> str:
        """HTML that says that nothing can be searched here, and lists the views that are kept."""
        asked = self.site.own(here, action) or "/"
        views = ""
        with translation.override(path_language(here)):
            titles = {"project": _("Projects"), "year": _("Years"), "dated": _("Dates")}
            for name in FILTERS:
                links = list(self._offered(here, asked, name))
                if links:
                    items = "".join(f"<li>{link}</li>" for link in links)
                    views += f'<h2>{escape(titles[name])}</h2><ul class="chips">{items}</ul>'
            if views:
                said = _(
                    "This is a copy without a server: nothing can be searched or filtered here. "
                    "It keeps these views."
                )
            else:
                said = _(
                    "This is a copy without a server: nothing can be searched or filtered here."
                )
        note = f'<p class="note">{escape(said)}</p>'
        return f'<div class="finder"><div class="stack">{note}{views}</div></div>'

    def _offered(self, here: str, action: str, name: str) -> Iterator[str]:
        for value, label in self.site.offered.get((action, name), []):
            address = f"{action}?{name}={value}"
            if address in self.site.answers:
                yield f'<a href="{escape(self._beside(here, address))}">{escape(label)}</a>'


def is_static_copy(folder: Path) -> bool:
    """Whether a folder holds what an earlier freeze wrote, and nothing else."""
    note = folder / NOTE
    if note.is_symlink() or not note.is_file():
        return False
    lines = note.read_text(encoding="utf-8", errors="replace").splitlines(keepends=True)
    if not lines or lines[0] != FIRST_LINE:
        return False
    ours = {NOTE}
    ours.update(line.rstrip("\n") for line in lines[3:])
    for path in folder.rglob("*"):
        is_file = path.is_symlink() or not path.is_dir()
        if is_file and str(path.relative_to(folder)) not in ours:
            return False
    return True
