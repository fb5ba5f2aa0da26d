"""The page that an enrolment link leads to."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from timeline.signin import enrolment


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enrol(request: HttpRequest, token: str) -> HttpResponse:
    """Lets who is signed in set up their first factor. GET only says so."""
    if request.method == "POST" and enrolment.open_link(request, token):
        return HttpResponseRedirect(reverse("mfa_index"))
    is_usable = enrolment.is_usable(request, token)
    status = HTTPStatus.OK if is_usable else HTTPStatus.GONE
    return render(request, "staff/enrolment.html", {"is_usable": is_usable}, status=status)
