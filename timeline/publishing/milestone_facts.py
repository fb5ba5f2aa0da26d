"""What visitors take from a milestone as fact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from timeline.dates.precisions import Precision
from timeline.dates.stated import StatedDate
from timeline.dates.wording import write
from timeline.i18n.number_words import explained
from timeline.models import (
    Citation,
    Milestone,
    MilestonePartner,
    PlanSettlement,
)
from timeline.models.visibility import is_public
from timeline.publishing.fact_changes import (
    CorrectableFact,
    CorrectionRule,
    Facts,
    in_both_languages,
)
from timeline.publishing.fact_texts import (
    PartsByName,
    public_statements,
    texts_of,
)
from timeline.publishing.statement_facts import figure, where


def _stated(stated: StatedDate) -> CorrectableFact:
    says = (
        stated.words,
        stated.precision,
        stated.earliest,
        stated.latest,
        stated.start_time,
        stated.time_zone,
    )
    read = in_both_languages(lambda language: write(stated, language))
    closer = in_both_languages(lambda language: f"{read[language]} ({_exactly(stated, language)})")
    return CorrectableFact(_("date"), read, says=says, closer=closer)


def _exactly(stated: StatedDate, language: str) -> str:
    """The words of the source and the days it is sorted by.

    They tell two dates apart that read the same.
    """
    found = []
    if stated.words:
        quotes = {"en": "“%s”", "fr": "«\u00a0%s\u00a0»"}
        found.append(quotes[language] % stated.words)
    first, last = stated.earliest or stated.latest, stated.latest or stated.earliest
    if first:
        days = StatedDate("", Precision.RANGE, first, last)
        found.append(write(days, language, inline=True))
    if stated.start_time:
        found.append(f"{stated.start_time:%H:%M} {stated.time_zone}")
    return "; ".join(found)


def milestone_facts(row: Milestone, parts: PartsByName, at: datetime) -> Facts:
    texts = {
        "title": _("title"),
        "short_title": _("short title"),
        "summary": _("summary"),
        "basis": _("basis"),
    }
    standing = in_both_languages(lambda _language: str(row.get_standing_display()))
    facts = {
        "date": _stated(row.stated),
        "standing": CorrectableFact(_("standing"), standing, says=row.standing),
    }
    facts |= texts_of(row, CorrectionRule.NAME, {"condition": _("condition")}, new_counts=True)
    facts["settlements"] = _settled(parts["settlements"], at)
    facts["citations"] = _cited(parts["citations"], at)
    facts |= public_statements("citations", parts, _differing, at)
    facts |= public_statements("figures", parts, figure, at)
    facts["partner_roles"] = _roles(parts["partner_roles"], at)
    facts |= texts_of(row, CorrectionRule.NAME, {"place": _("place")})
    facts |= texts_of(row, CorrectionRule.FIGURES, texts)
    return facts


def _settled(settlements: Iterable[PlanSettlement], at: datetime) -> CorrectableFact:
    seen = [said for said in settlements if is_public(said.plan, at)]
    seen.sort(key=lambda said: said.plan_id)

    def words(_language: str) -> str:
        return "; ".join(explained(said.get_settlement_display(), said.plan.title) for said in seen)

    says = frozenset((said.plan_id, said.settlement) for said in seen)
    return CorrectableFact(_("settlement"), in_both_languages(words), says=says)


def _cited(citations: Iterable[Citation], at: datetime) -> CorrectableFact:
    paragraphs = []
    for citation in citations:
        if is_public(citation.paragraph.release, at):
            paragraphs.append(citation.paragraph)
    paragraphs.sort(key=lambda paragraph: (paragraph.release.published_on, paragraph.number))

    def places(language: str) -> str:
        return "; ".join(where(paragraph, language) for paragraph in paragraphs)

    says = frozenset(paragraph.pk for paragraph in paragraphs)
    return CorrectableFact(_("stated in"), in_both_languages(places), says=says)


def _differing(citation: Citation) -> Facts:
    """What a document states otherwise than the milestone does."""
    return texts_of(citation, CorrectionRule.NAME, {"states": _("stated there")})


def _roles(roles: Iterable[MilestonePartner], at: datetime) -> CorrectableFact:
    seen = []
    says = set()
    for part in roles:
        if is_public(part.partner, at):
            seen.append(part)
            says.add((part.partner_id, part.role))
    read = in_both_languages(lambda _language: "; ".join(sorted(map(str, seen))))
    return CorrectableFact(_("who"), read, says=frozenset(says))
