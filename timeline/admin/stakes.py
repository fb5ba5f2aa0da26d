"""Stakes, as they are edited on the page of either end."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.inlines import DistinctRowsFormSet, TabularRecordInline, is_deleted
from timeline.models import Stake

COLLAPSED = ("collapse",)
WHEN = ("holds_from", "holds_until", "paragraph")


class DistinctStakes(DistinctRowsFormSet):
    repeated = _("This stake is here twice with the same paragraph.")
    empty_is_a_value = ("owner", "owned", "owned_project")

    def clean(self) -> None:
        """Refuse what the database does.

        Django leaves constraints on the row of the page out of its checks.
        """
        super().clean()
        for form in self.forms:
            if not form.is_valid() or is_deleted(form) or not form.has_changed():
                continue
            other = self.distinct[0]
            if self.instance.pk and form.cleaned_data.get(other) == self.instance:
                said = gettext("Nobody owns itself: name two different organizations.")
                form.add_error(other, said)
            if form.cleaned_data.get("owned") and form.cleaned_data.get("owned_project"):
                said = gettext("A stake is in an organization or in a project.")
                form.add_error("owned_project", said)


class DistinctHoldings(DistinctStakes):
    distinct = ("owned", "owned_project", "paragraph")


class DistinctOwners(DistinctStakes):
    distinct = ("owner", "paragraph")


class StakeInline(TabularRecordInline):
    model = Stake

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        ends = ("owner", "owned", "owned_project", "paragraph__release")
        return super().get_queryset(request).select_related(*ends)


class HoldingInline(StakeInline):
    fk_name = "owner"
    formset = DistinctHoldings
    verbose_name = _("stake that it owns")
    verbose_name_plural = _("Owns")
    fields = ("owned", "owned_project", "percent", *WHEN)
    autocomplete_fields = ("owned", "owned_project", "paragraph")


class OwnerInline(StakeInline):
    fk_name = "owned"
    formset = DistinctOwners
    verbose_name = _("stake in it")
    verbose_name_plural = _("Is owned by")
    fields = ("owner", "percent", *WHEN)
    autocomplete_fields = ("owner", "paragraph")


class ProjectOwnerInline(OwnerInline):
    fk_name = "owned_project"
    classes = COLLAPSED
