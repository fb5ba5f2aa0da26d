"""The list of corrections: what was changed after publication, newest first."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import cached_property

from timeline.models import Correction
from timeline.queries.pagination import KeysetList, KeysetPage, ListQuery

CORRECTION_ORDER = ("id",)  # corrections are only ever added: the newest has the highest id


class CorrectionListQuery(ListQuery):
    """Where in the list of corrections a request begins."""

    order = CORRECTION_ORDER
    key_types = (int, int)


class CorrectionList(KeysetList[Correction]):
    """A page of corrections, with the rows that they are of."""

    def __init__(self, query: CorrectionListQuery, at: datetime) -> None:
        super().__init__(query)
        self.public = Correction.objects.public(at).with_rows()

    @cached_property
    def page(self) -> KeysetPage[Correction]:
        return self.paginate(self.public)
