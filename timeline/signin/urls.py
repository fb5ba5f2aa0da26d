"""Addresses on which staff sign in. Of django-allauth's, only those used here: no sign-up."""

from __future__ import annotations

from allauth.account import views
from django.urls import include, path

from timeline.signin.views import enrol

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("closed/", views.account_inactive, name="account_inactive"),
    path("again/", views.reauthenticate, name="account_reauthenticate"),
    path("second-factor/link/<str:token>/", enrol, name="mfa_enrolment"),
    path("second-factor/", include("allauth.mfa.urls")),
]
