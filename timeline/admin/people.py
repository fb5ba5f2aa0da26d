"""Accounts and their roles. Superusers alone give them: whoever could, could give themselves any right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.admin import EmailAddress  # there, so that it is registered by now
from allauth.account.decorators import secure_admin_login
from allauth.mfa.admin import Authenticator  # as above
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from timeline.admin.bases import AnyAdmin
from timeline.signin import journal, sessions
from timeline.signin.journal import Kind

if TYPE_CHECKING:
    PeopleAdmin = UserAdmin[User]
else:
    PeopleAdmin = UserAdmin


class ForSuperusers(AnyAdmin):
    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


# Django-allauth's own pages show the secrets of second factors, and addresses that nothing here uses.
admin.site.unregister([User, Group, Authenticator, EmailAddress])
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign] # the staff's own page asks


@admin.register(User)
class AccountAdmin(ForSuperusers, PeopleAdmin):
    list_display = ("username", "first_name", "last_name", "is_active", "is_superuser", "last_login")
    actions = ("remove_factors",)

    @admin.action(description=_("Remove the second factors of the chosen accounts, and end their sessions"))
    def remove_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For somebody who lost the app and the recovery codes. The password alone opens the account until then."""
        chosen = list(queryset)
        for user in chosen:
            Authenticator.objects.filter(user=user).delete()
            sessions.end_all(user)
            journal.record(Kind.FACTOR_REMOVED, request, user, f"by {request.user}")
        text = ngettext("%d account has none now.", "%d accounts have none now.", len(chosen))
        self.message_user(request, text % len(chosen))


@admin.register(Group)
class RoleAdmin(ForSuperusers, GroupAdmin):
    pass
