"""Rows that are not public yet: previewed by staff, and shown to others by secret links.

A link is made, listed with its uses, and revoked here.
"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Prefetch
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from timeline.admin.permissions import may_publish
from timeline.admin.widgets import row_id
from timeline.models import PreviewLink, PreviewUse, Publishing
from timeline.models.preview_links import MOST_DAYS, USUAL_DAYS
from timeline.views.preview import mark_private, preview_page

FEW = 50  # links, and uses of each, that the page lists
# In the session: the forms with which links were made. A page that is reloaded makes no second.
MADE = "preview_forms"
ONCE = "once"  # the field with the number of a form
MOST_FORMS = 20  # remembered
MOST_NUMBER = 40  # characters


class LinkForm(forms.Form):
    """A link to make."""

    days = forms.IntegerField(
        label=_("Good for how many days"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        help_text=_("At most 30. It can be revoked before."),
    )
    note = forms.CharField(label=_("For whom"), max_length=120, required=False)


class PreviewLinks:
    """The preview pages of the rows of one admin class, which visitors may see one day."""

    def __init__(self, model_admin: admin.ModelAdmin[Any]) -> None:
        self.admin = model_admin

    def urls(self) -> list[URLPattern]:
        name = f"timeline_{self.admin.opts.model_name}"
        wrap = self.admin.admin_site.admin_view
        return [
            path("<int:number>/preview/", wrap(self.preview), name=f"{name}_preview"),
            path("<int:number>/previews/", wrap(self.previews), name=f"{name}_previews"),
        ]

    def _seen(self, request: HttpRequest, number: int) -> Publishing:
        row: Publishing | None = self.admin.get_queryset(request).filter(pk=number).first()
        if row is None:
            raise Http404
        if not self.admin.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def preview(self, request: HttpRequest, number: int) -> HttpResponse:
        """The page as the public will see it."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return preview_page(request, self._seen(request, number), timezone.now())

    def previews(self, request: HttpRequest, number: int) -> HttpResponse:
        """The links to a row and their uses.

        A new link is shown in the answer to its POST, and never again.
        """
        row = self._seen(request, number)
        form, address = LinkForm(), ""
        if request.method == "POST":
            if not may_publish(request, row):
                raise PermissionDenied(
                    gettext("Only those who may publish this may show it to others.")
                )
            if "revoke" in request.POST:
                return self._revoke(request, row)
            form = LinkForm(request.POST)
            if form.is_valid() and self._is_sent_again(request):
                said = gettext("The link was made already. It is below, and is not shown again.")
                self.admin.message_user(request, said)
                return HttpResponseRedirect(request.path)
            if form.is_valid():
                asked = form.cleaned_data
                _link, token = PreviewLink.issue(
                    row, request.user, timezone.now(), asked["days"], asked["note"]
                )
                address = request.build_absolute_uri(reverse("timeline:preview", args=[token]))
                form = LinkForm()
        answer = mark_private(self._listed(request, row, form, address))
        # Under "no-referrer" a browser posts without its origin, and that is refused.
        answer["Referrer-Policy"] = "same-origin"
        return answer

    def _is_sent_again(self, request: HttpRequest) -> bool:
        """Whether this very form has made a link before. Else it is remembered."""
        number = request.POST.get(ONCE, "")[:MOST_NUMBER]
        made = request.session.get(MADE, [])
        if number in made:
            return True
        if number:
            request.session[MADE] = [*made, number][-MOST_FORMS:]
        return False

    def _revoke(self, request: HttpRequest, row: Publishing) -> HttpResponse:
        number = row_id(request.POST["revoke"])
        open_links = PreviewLink.of(row).filter(pk=number or 0, revoked_at=None)
        if open_links.update(revoked_at=timezone.now(), revoked_by=request.user):
            said = gettext("The link is revoked: it shows nothing any more.")
        else:
            said = gettext("There is no such link, or it is revoked already. Nothing was changed.")
        self.admin.message_user(request, said)
        return HttpResponseRedirect(request.path)

    def _listed(
        self, request: HttpRequest, row: Publishing, form: LinkForm, address: str
    ) -> HttpResponse:
        at = timezone.now()
        uses = Prefetch("uses", PreviewUse.objects.all()[:FEW], to_attr="newest_uses")
        counted = PreviewLink.of(row).annotate(used=Count("uses"), last_used=Max("uses__at"))
        links = counted.select_related("made_by", "revoked_by").prefetch_related(uses)[:FEW]
        context: dict[str, Any] = self.admin.admin_site.each_context(request)
        context |= {
            "title": gettext("Preview links"),
            "subtitle": str(row),
            "opts": self.admin.opts,
            "original": row,
            "form": form,
            "address": address,
            "once": secrets.token_urlsafe(12),
            "links": [(link, link.state(at)) for link in links],
            "may_publish": may_publish(request, row),
        }
        return render(request, "admin/timeline/previews.html", context)
