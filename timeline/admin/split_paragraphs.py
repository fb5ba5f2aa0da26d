"""A text with blank lines that was pasted into one paragraph: the form offers to split it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import NumberedRowsFormSet
from timeline.admin.translation_status import TranslationFormSet, TranslationInlineForm

BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
SPLIT = "split"  # the field that asks for it


def blocks_of(text: str) -> list[str]:
    """The blocks of text between blank lines."""
    lines = text.replace("\r\n", "\n").strip()
    return [block.strip() for block in BLANK_LINES.split(lines) if block.strip()]


class ParagraphForm(TranslationInlineForm):
    split = forms.BooleanField(label=_("Make a paragraph of each block"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SPLIT].widget = forms.HiddenInput()

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        count = len(blocks_of(text))
        if count > 1 and "text" in self.changed_data:
            self.fields[SPLIT].widget = forms.CheckboxInput()
            said = ngettext(
                "There is a blank line in it, so it is %d paragraph.",
                "There are blank lines in it, so it is %d paragraphs.",
                count,
            )
            offer = gettext(
                "Tick “Make a paragraph of each block” and save: the further ones are numbered "
                "after the last."
            )
            raise forms.ValidationError(f"{said % count} {offer}")
        return text


class ParagraphFormSet(NumberedRowsFormSet, TranslationFormSet):
    distinct = ("number",)
    repeated = _("This number is here twice. Each paragraph has a number of its own.")

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if self.is_bound:
            self._split_posted()

    def _split_posted(self) -> None:
        """Make rows of the blocks of each paragraph for which that was ticked."""
        posted: Any = self.data
        data = posted.copy()
        total_name = f"{self.prefix}-TOTAL_FORMS"
        total = data.get(total_name, "")
        if not total.isdecimal() or int(total) > self.absolute_max:
            return
        count = int(total)
        for number in range(count):
            row = f"{self.prefix}-{number}"
            blocks = blocks_of(data.get(f"{row}-text", ""))
            if not data.get(f"{row}-{SPLIT}") or len(blocks) < 2:
                continue
            data[f"{row}-text"] = blocks[0]
            for block in blocks[1:]:
                data[f"{self.prefix}-{count}-text"] = block
                data[f"{self.prefix}-{count}-kind"] = data.get(f"{row}-kind", "")
                count += 1
        data[total_name] = str(count)
        self.data = data
