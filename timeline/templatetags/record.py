"""How templates write dates, marks, numbers and percentages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.template.defaultfilters import stringfilter
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from timeline.dates.delays import write_delay
from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write, write_day, write_parts, write_span_of_months
from timeline.i18n.bilingual import OTHER, active_language, percentage, text_language
from timeline.i18n.holding_words import held_in_words
from timeline.i18n.number_words import capital as capitalized
from timeline.i18n.number_words import in_figures, times_in_words
from timeline.i18n.number_words import number_in_words as in_words
from timeline.i18n.number_words import quoted as in_quotes
from timeline.models import Citation, DocumentRelation, Milestone, Partner, Project, Release
from timeline.models.cited_order import by_document
from timeline.models.cited_statement import DatedStatement
from timeline.models.search_text import has_a_word, search_terms, searchable
from timeline.models.settlement import settled_delay
from timeline.models.status_marks import StatusMark, status_mark
from timeline.pages import documents
from timeline.pages.release import OutlineBlock
from timeline.queries.gaps import Gap
from timeline.queries.selection import NOT_COUNTED, FacetChoice
from timeline.queries.selection_counts import MOST_COUNTED

register = template.Library()
ONE_DAY = timedelta(days=1)

# White space, and the punctuation around words. What stands within a word is part of it.
BETWEEN_WORDS = re.compile(r"(\s+|(?<!\w)[^\w\s]+|[^\w\s]+(?!\w))")


def _timed(text: str, datetime: str) -> SafeString:
    if not datetime:
        return format_html("{}", text)
    return format_html('<time datetime="{}">{}</time>', datetime, text)


@register.simple_tag
def stated(when: StatedDate, *, inline: bool = False) -> SafeString:
    """A stated date in full.

    ``<time>`` stands around only what its source gives (HTML, "valid date string").
    """
    parts = write_parts(when, active_language(), length="full", inline=inline)
    return format_html_join("", "{}", ((_timed(part.text, part.datetime),) for part in parts))


@register.simple_tag
def stated_elsewhere(when: StatedDate) -> str:
    """The same date as the other language's pages write it."""
    return write(when, OTHER[active_language()], length="full")


@register.simple_tag
def other_language() -> str:
    return OTHER[active_language()]


@register.simple_tag
def sorted_by(when: StatedDate) -> str:
    """What a date is sorted by: "January to April 2019", "12–16 November 2018".

    It never shows days where the source names none.
    """
    first, last = when.earliest or when.latest, when.latest or when.earliest
    if first is None or last is None:
        return ""
    if first == last or when.exact:
        return write_day(first, active_language())
    in_whole_months = first.day == 1 and (last + ONE_DAY).day == 1
    if when.precision == Precision.WITHIN and not in_whole_months:
        return write(StatedDate("", Precision.RANGE, first, last), active_language())
    return write_span_of_months(first, last, active_language())


@register.simple_tag
def delay_of(plan: Milestone, settler: Milestone, settlement: str, *, since_first: int = 0) -> str:
    """ "3 weeks later than planned"; "" where nothing is told of a delay.

    ``since_first``: how many other plans have revised it since.
    """
    found = settled_delay(plan.stated, settler.stated, settlement)
    return write_delay(found, active_language(), since_first=bool(since_first)) if found else ""


@register.filter
def times(number: int) -> str:
    """How often: "once", "three times"."""
    return times_in_words(number)


@register.filter
def months(gap: Gap) -> str:
    """An empty stretch: "May 2019 to June 2023"."""
    return write_span_of_months(gap.first, gap.last, active_language())


@register.filter
def day(value: date) -> SafeString:
    """A day in full: ``<time datetime="2023-07-13">13 July 2023</time>``."""
    return _timed(write_day(value, active_language()), value.isoformat())


@register.filter
def plain_day(value: date) -> str:
    """A day in full, without markup: for titles and attributes."""
    return write_day(value, active_language())


@register.filter
@stringfilter
def quoted(text: str) -> str:
    """In the quotation marks of the page's language."""
    return in_quotes(text)


@register.filter
@stringfilter
def with_marked(text: str, words: str) -> SafeString:
    """A text, with ``<mark>`` around each word of it that a search for ``words`` finds."""
    terms = search_terms(words)
    if not terms:
        return conditional_escape(text)
    pieces = []
    for piece in BETWEEN_WORDS.split(text):
        found = has_a_word(searchable(piece), terms)
        pieces.append((format_html("<mark>{}</mark>", piece) if found else piece,))
    return format_html_join("", "{}", pieces)


def _company_and_moment(context: Context) -> tuple[str, datetime]:
    """The name of the company, and the moment of the page."""
    return context["masthead"].company.name, context["at"]


@register.simple_tag(takes_context=True)
def cited_as(context: Context, release: Release) -> str:
    """ "Release of 13 November 2018"; of another issuer "Article of 3 May 2019, The Daily"."""
    return documents.cited_as(release, *_company_and_moment(context))


@register.simple_tag(takes_context=True)
def sources(context: Context, cited: Iterable[Citation]) -> SafeString:
    """The paragraphs that state something, as links.

    Those of a document stand together, in its order. The first of them names it.
    """
    groups = []
    also = ""
    for citations in by_document(cited):
        release = citations[0].paragraph.release
        document = f" {documents.cited_as(release, *_company_and_moment(context))}"
        links = []
        for citation in citations:
            links.append((_source(citation, also, document),))
            also, document = _("also"), ""
        groups.append((format_html_join(" ", "{}", links),))
    return format_html_join(" ", '<span class="doc">{}</span>', groups)


def _source(citation: Citation, also: str, document: str) -> SafeString:
    """A paragraph as a link. ``also`` is read aloud before it, ``document`` shown after it."""
    hidden = note = SafeString("")
    if also:
        hidden = format_html('<span class="vh">{} </span>', also)
    if citation.footnote:
        note = format_html('<sup class="fn">{}</sup>', citation.footnote)
    link = '<a class="src" href="{}">{}<span class="pil">¶ {}</span>{}</a>{}'
    paragraph = citation.paragraph
    return format_html(link, paragraph.get_absolute_url(), hidden, paragraph.number, document, note)


@register.simple_tag(takes_context=True)
def issuer_of(context: Context, release: Release) -> str:
    """Who issued a document, as printed in it."""
    return documents.issuer_of(release, *_company_and_moment(context))


@register.simple_tag(takes_context=True)
def related(context: Context, relation: DocumentRelation, *, backwards: bool = False) -> SafeString:
    """ "Corrects the release of 13 November 2018", or backwards "Corrected by …", with a link."""
    other = relation.release if backwards else relation.other
    name = documents.cited_as(other, *_company_and_moment(context), in_a_sentence=True)
    before, after = documents.relation_pattern(relation, backwards=backwards).split("%s")
    link = format_html('<a class="src" href="{}">{}</a>', other.get_absolute_url(), name)
    return format_html("{}{}{}", before, link, after)


@register.filter
def marking(milestone: Milestone) -> StatusMark:
    return status_mark(milestone)


@register.simple_tag
def mark(shown: StatusMark) -> SafeString:
    """The mark itself, drawn from the page's sprite.

    Its words stand beside it, so it is hidden from screen readers.
    """
    sign = format_html('<use href="#i{}"/>', shown.sign) if shown.sign else ""
    return format_html(
        '<svg class="g" aria-hidden="true" viewBox="-7 -7 14 14"><use href="#d{}"/>{}</svg>',
        shown.fill,
        sign,
    )


@register.simple_tag
def status(shown: StatusMark) -> SafeString:
    """How a milestone stands: its mark and the words beside it."""
    return format_html('<span class="st st-{}">{}{}</span>', shown.code, mark(shown), shown.words)


@register.simple_tag
def options(choices: Iterable[FacetChoice], chosen: str) -> SafeString:
    """The choices of a filter as the options of a select, each with the number it would find."""
    written = []
    for choice in choices:
        selected = SafeString(" selected" if choice.value == chosen else "")
        label = choice.label if choice.count == NOT_COUNTED else f"{choice.label} ({choice.count})"
        option = '<option value="{}"{}>{}</option>'
        written.append(format_html(option, choice.value, selected, label))
    return SafeString("".join(written))


@register.filter
def spelled(number: int) -> str:
    """A number in words, up to twenty."""
    return in_words(number)


register.filter("in_figures", in_figures)


@register.filter
def found_in_words(number: int) -> str:
    """A number of found rows: "twelve", "more than 1,000" where not all are counted."""
    return in_words(number) if number <= MOST_COUNTED else found_in_figures(number)


@register.filter
def found_in_figures(number: int) -> str:
    """A number of found rows: "12", "more than 1,000" where not all are counted."""
    if number <= MOST_COUNTED:
        return in_figures(number)
    return _("more than %s") % in_figures(MOST_COUNTED)


@register.filter
@stringfilter
def capital(text: str) -> str:
    return capitalized(text)


@register.filter(is_safe=True)
@stringfilter
def one_line(text: str) -> str:
    """A text written over several lines, as an attribute holds it. No-break spaces stay."""
    return re.sub(r"[ \n]+", " ", text).strip(" ")


@register.filter
def held(statement: DatedStatement) -> str:
    """From and until when a statement holds: "from March 2018 until 2020"."""
    return held_in_words(statement.holds_from, statement.holds_until)


@register.filter
def percent(share: Decimal) -> str:
    return percentage(share)


@register.simple_tag
def lang_of(row: Model, name: str) -> SafeString:
    """``lang="en"`` where a text is shown in the other language because its own is missing.

    WCAG 2.2, 3.1.2.
    """
    language = text_language(row, name)
    if language == active_language():
        return SafeString("")
    return format_html(' lang="{}"', language)


@register.filter
def linked(row: Partner | Project | None) -> SafeString:
    """The name of an organization or of a project as a link to its page; "" for none."""
    if row is None:
        return SafeString("")
    name = format_html("{}>{}", lang_of(row, "name"), row.name)
    return format_html('<a href="{}"{}</a>', row.get_absolute_url(), name)


@register.simple_tag
def text_of(row: Model, name: str) -> SafeString:
    """A text in running words, in an element of its own where that has to say its language."""
    return _in_language(getattr(row, name), text_language(row, name))


def _in_language(text: str, language: str) -> SafeString:
    if language == active_language():
        return format_html("{}", text)
    return format_html('<span lang="{}">{}</span>', language, text)


def only(languages: Iterable[str]) -> SafeString:
    """The note of an article whose texts are shown in these languages.

    "" where all texts are in the language of the page.
    """
    shown, other = set(languages), OTHER[active_language()]
    if other not in shown:
        return SafeString("")
    if len(shown) > 1:
        note = _("Partly in French.") if other == "fr" else _("Partly in English.")
    else:
        note = _("In French only.") if other == "fr" else _("In English only.")
    return format_html('<small class="only">{}</small>', note)


def _text_languages(row: Model, names: Iterable[str]) -> list[str]:
    """The languages in which those of these texts are shown that are not empty."""
    return [text_language(row, name) for name in names if getattr(row, name)]


@register.simple_tag
def only_in(row: Model, *names: str) -> SafeString:
    """Says once for a row that texts of it are not in the reader's language.

    Each of these texts is marked by ``lang_of``.
    """
    return only(_text_languages(row, names))


@register.simple_tag
def outline_only_in(release: Release, blocks: Iterable[OutlineBlock]) -> SafeString:
    """The same for a release and its outline. A headline that is not ours is a quotation."""
    names = ("headline", "summary") if release.headline_is_ours else ("summary",)
    languages = _text_languages(release, names)
    for block in blocks:
        for paragraph in block.told:
            languages += _text_languages(paragraph, ("summary",))
    return only(languages)


@register.simple_tag
def said(words: str, language: str) -> SafeString:
    """Words of a document between the page's quotation marks, marked with their own language."""
    before, after = pgettext("quotation marks", "“%s”").split("%s")
    return format_html("{}{}{}", before, _in_language(words, language), after)


@register.simple_tag
def structured_data(data: dict[str, Any]) -> SafeString:
    """JSON-LD.

    ``<``, ``>`` and ``&`` are written as escapes, so that no text can end the element.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    safe = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    element = f'<script type="application/ld+json">{safe}</script>'
    return mark_safe(element)  # noqa: S308 - escaped above
