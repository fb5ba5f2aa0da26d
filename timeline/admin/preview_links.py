"""What is not public yet, looked at by staff, and the secret links to it: made, listed with their uses, revoked."""

from __future__ import annotations

from typing import Any

from django import forms
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

from timeline.admin.typing import AnyAdmin
from timeline.admin.widgets import row_id
from timeline.models import PreviewLink, PreviewUse, Publishing
from timeline.models.preview_links import MOST_DAYS, USUAL_DAYS
from timeline.views.preview import mark_private, preview_page

FEW = 50  # links, and uses of each, that the page lists


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


class PreviewLinkMixin(AnyAdmin):
    """The preview pages of rows that visitors may see one day."""

    def get_urls(self) -> list[URLPattern]:
        name, wrap = f"timeline_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:number>/preview/", wrap(self.preview), name=f"{name}_preview"),
            path("<int:number>/previews/", wrap(self.previews), name=f"{name}_previews"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def may_publish(self, request: HttpRequest, row: Publishing) -> bool:
        """Whether they may let others see what is not public."""
        return bool(self.has_publish_permission(request, row))  # type: ignore[attr-defined]

    def _seen(self, request: HttpRequest, number: int) -> Publishing:
        row: Publishing | None = self.get_queryset(request).filter(pk=number).first()
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def preview(self, request: HttpRequest, number: int) -> HttpResponse:
        """The page as the public will see it."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return preview_page(request, self._seen(request, number), timezone.now())

    def previews(self, request: HttpRequest, number: int) -> HttpResponse:
        """The links to a row and their uses. A new link is shown in the answer to its POST, and never again."""
        row = self._seen(request, number)
        form, address = LinkForm(), ""
        if request.method == "POST":
            if not self.may_publish(request, row):
                raise PermissionDenied(
                    gettext("Only those who may publish this may show it to others.")
                )
            if "revoke" in request.POST:
                return self._revoke(request, row)
            form = LinkForm(request.POST)
            if form.is_valid():
                asked = form.cleaned_data
                _link, token = PreviewLink.issue(
                    row, request.user, timezone.now(), asked["days"], asked["note"]
                )
                address = request.build_absolute_uri(reverse("timeline:preview", args=[token]))
                form = LinkForm()
        answer = mark_private(self._listed(request, row, form, address))
        answer["Referrer-Policy"] = (
            "same-origin"  # told nothing, a browser posts from nowhere, which is refused
        )
        return answer

    def _revoke(self, request: HttpRequest, row: Publishing) -> HttpResponse:
        number = row_id(request.POST["revoke"])
        open_links = (
            PreviewLink.of(row).filter(pk=number, revoked_at=None)
            if number
            else PreviewLink.objects.none()
        )
        if open_links.update(revoked_at=timezone.now(), revoked_by=request.user):
            said = gettext("The link is revoked: it shows nothing any more.")
        else:
            said = gettext("There is no such link, or it is revoked already. Nothing was changed.")
        self.message_user(request, said)  # type: ignore[attr-defined]
        return HttpResponseRedirect(request.path)

    def _listed(
        self, request: HttpRequest, row: Publishing, form: LinkForm, address: str
    ) -> HttpResponse:
        at = timezone.now()
        uses = Prefetch("uses", PreviewUse.objects.all()[:FEW], to_attr="newest_uses")
        counted = PreviewLink.of(row).annotate(used=Count("uses"), last_used=Max("uses__at"))
        links = counted.select_related("made_by", "revoked_by").prefetch_related(uses)[:FEW]
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": gettext("Preview links"),
            "subtitle": str(row),
            "opts": self.opts,
            "original": row,
            "form": form,
            "address": address,
            "links": [(link, link.state(at)) for link in links],
            "may_publish": self.may_publish(request, row),
        }
        return render(request, "admin/timeline/previews.html", context)
