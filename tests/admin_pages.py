"""A page of the admin as an editor's browser has it: its form with what is filled in, its messages,
its errors."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client

Answer = Any  # Django's test response carries more than HttpResponse does: context, templates, redirect_chain


class _Form(HTMLParser):
    """Collects what a browser would send with the form that has the given id."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside, self.select, self.textarea = form_id, False, "", ""
        self.values: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        elif not self.inside:
            return
        elif tag == "input" and name and given.get("type") not in {"submit", "button"}:
            box = given.get("type") == "checkbox"
            if not box or "checked" in given:
                self.values.setdefault(name, []).append(given.get("value", "on" if box else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given:
            self.values.setdefault(self.select, []).append(given.get("value", ""))
        elif tag == "textarea":
            self.textarea = name
            self.values[name] = [""]

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.values[self.textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.textarea:
            self.values[self.textarea] = [self.values[self.textarea][0].removeprefix("\n")]
            self.textarea = ""


def filled_in(answer: Answer, form_id: str = "milestone_form") -> dict[str, list[str]]:
    """What the form holds, as a browser would post it."""
    form = _Form(form_id)
    form.feed(answer.content.decode())
    return form.values


def save(client: Client, address: str, form_id: str = "milestone_form", **typed: Any) -> Answer:
    """Open a form, type over some fields ("citations-0-paragraph" as citations_0_paragraph), save,
    follow."""
    return submit(client, address, filled_in(client.get(address), form_id), **typed)


def submit(client: Client, address: str, values: dict[str, list[str]], **typed: Any) -> Answer:
    """Post what a form holds, with some fields typed over, and follow where it leads."""
    return client.post(
        address, {**values, **{_name(name): value for name, value in typed.items()}}, follow=True
    )


def settling(plan: Any, settlement: str) -> dict[str, Any]:
    """The row that says of an earlier plan what became of it, as a browser posts it."""
    key = getattr(plan, "pk", plan)
    row = {"plan": key, "settlement": settlement}
    typed = {f"settlements-0-{name}": value for name, value in row.items()}
    return {"settlements-TOTAL_FORMS": 1, **typed}


def chosen(action: str, *rows: Any) -> dict[str, Any]:
    """What a list posts for an action on rows, each with the version that it shows.

    Publishing is confirmed by the same post, as the page that asks sends it.
    """
    values: dict[str, Any] = {f"version-of-{row.pk}": str(row.version) for row in rows}
    values |= {"action": action, "_selected_action": [str(row.pk) for row in rows]}
    return values | {"post": "yes", "when": "now"} if action == "publish" else values


def _name(name: str) -> str:
    return re.sub(r"_(\d+)_", r"-\1-", name) if re.search(r"_\d+_", name) else name


def errors(answer: Answer) -> dict[str, list[str]]:
    """Field: its messages; "__all__" for those above the form, "citations-0-paragraph" for those of
    inline rows."""
    if not answer.context or "adminform" not in answer.context:
        return {}
    found = {name: list(texts) for name, texts in answer.context["adminform"].form.errors.items()}
    for inline in answer.context.get("inline_admin_formsets", []):  # the history has none
        for row in inline.formset.forms:
            found |= {row.add_prefix(name): list(texts) for name, texts in row.errors.items()}
        if inline.formset.non_form_errors():
            found[inline.formset.prefix] = list(inline.formset.non_form_errors())
    return found


def told(answer: Answer) -> str:
    """The messages on top of the page."""
    page = answer.content.decode()
    a_list = r"<ul>.*?</ul>"  # within a message
    items = re.findall(rf'<ul class="messagelist">((?:{a_list}|.)*?)</ul>', page, re.S)
    return unescape(re.sub(r"<[^>]+>", "", " ".join(items))).strip()


def text_of(answer: Answer) -> str:
    """The page's text without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())
