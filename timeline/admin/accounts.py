"""Accounts and their roles, which superusers alone give.

Whoever may give a role may give themselves any right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.admin import EmailAddress  # there, so that it is registered by now
from allauth.account.decorators import secure_admin_login
from allauth.mfa.admin import Authenticator  # as above
from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from timeline.admin.given_back import GivesFormsBack
from timeline.admin.typing import PlainAdmin
from timeline.i18n.number_words import capital, explained
from timeline.models import SignInEventKind
from timeline.models.roles import AUDITOR, CONTRIBUTOR, PUBLISHER, TRANSLATOR
from timeline.signin import attempts, enrolment, journal, second_factor

if TYPE_CHECKING:
    PeopleAdmin = UserAdmin[User]
else:
    PeopleAdmin = UserAdmin


class ForSuperusers(GivesFormsBack):
    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)

    has_change_permission = has_delete_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)


# Django-allauth's own pages show the secrets of second factors, and e-mail addresses that nothing
# here uses.
admin.site.unregister([User, Group, Authenticator, EmailAddress])
# The staff's own page signs in. Django's page would let somebody who is signed in change to another
# account by its password alone.
admin.site.login = require_safe(secure_admin_login(admin.site.login))  # type: ignore[method-assign]


ROLE_NAMES = {
    CONTRIBUTOR: _("contributor"),
    TRANSLATOR: _("translator"),
    PUBLISHER: _("publisher"),
    AUDITOR: _("auditor"),
}
MAY = {
    CONTRIBUTOR: _("write drafts; not publish, schedule or withdraw, nor change what is out"),
    TRANSLATOR: _("change the English and French texts of any row, and nothing else"),
    PUBLISHER: _("do all that a contributor may, and publish, schedule, withdraw and correct"),
    AUDITOR: _("look at everything, including the histories and the journal of sign-ins"),
}
ACTIONS = {
    "add": _("add"),
    "change": _("change"),
    "delete": _("delete"),
    "view": _("view"),
    "publish": _("publish"),
    "translate": _("translate"),
}


def role_name(name: str) -> str:
    """The name of a group; ours are translated."""
    return str(ROLE_NAMES.get(name, name))


def permission_name(permission: Permission) -> str:
    """What a permission allows, in the language of the page.

    Django keeps an English sentence in the database.
    """
    model, action = permission.content_type.model_class(), permission.codename.partition("_")[0]
    if model is None:
        return str(permission)
    return f"{capital(_kind_of_row(model))}, {ACTIONS.get(action, action)}"


def _kind_of_row(model: type[models.Model]) -> str:
    """What a model is called. What others make themselves have only English names."""
    kept = getattr(model, "instance_type", None)  # of a history: the model that it keeps
    if kept is not None:
        return explained(gettext("History"), _kind_of_row(kept))
    if model._meta.auto_created:
        ends = [field.related_model for field in model._meta.fields if field.related_model]
        return " – ".join(_kind_of_row(end) for end in ends)
    if model is Authenticator:
        return gettext("Second factor")
    return str(model._meta.verbose_name)


def _what_groups_may() -> SafeString:
    """What each role may, as a list. Other groups say it themselves, by their permissions."""
    lines = []
    for name, may in MAY.items():
        lines.append((explained(capital(role_name(name)), str(may)),))
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines))


class TranslatedName(PlainAdmin):
    """Shows roles and permissions under their names in the language of the page."""

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.related_model is Permission:
            field.label_from_instance = permission_name
        if db_field.related_model is Group:
            field.label_from_instance = lambda group: role_name(group.name)
            field.help_text = _what_groups_may()
        return field


def has_worked_here(user: Any) -> bool:
    """Whether a history, a correction or a secret link names an account.

    The name would be deleted with the account.
    """
    columns = ("history_user", "made_by", "revoked_by")
    for model in apps.get_app_config("timeline").get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            if (
                column.name in columns
                and model._default_manager.filter(**{column.name: user}).exists()
            ):
                return True
    return False


class RoleFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> Any:
        choices = []
        for pk, name in super().field_choices(field, request, model_admin):
            choices.append((pk, role_name(str(name))))
        return choices


@admin.register(User)
class AccountAdmin(ForSuperusers, TranslatedName, PeopleAdmin):
    list_display = (
        "username",
        "first_name",
        "last_name",
        "is_active",
        "is_superuser",
        "last_login",
    )
    list_filter = ("is_staff", "is_superuser", "is_active", ("groups", RoleFilter))
    actions = ("give_links", "unlock", "remove_factors")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Who changed what stays known: an account that has worked here is closed, not deleted."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        said = gettext(
            "“%s” is named in the record’s history: untick “active” instead. It is not deleted."
        )
        kept = [said % user for user in objs if has_worked_here(user)]
        for line in kept:
            messages.error(request, line)
        return deleted, counts, missing, list(protected) + kept

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Whoever is in a group works here, so they may open the admin."""
        super().save_related(request, form, formsets, change)
        user = form.instance
        if not user.is_staff and user.groups.exists():
            user.is_staff = True
            user.save(update_fields=["is_staff"])
            said = gettext("“%s” is in a group, so “staff status” was ticked.")
            self.message_user(request, said % user, messages.INFO)

    @admin.action(
        description=_("Unlock the chosen accounts: forget their wrong passwords and codes")
    )
    def unlock(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        chosen = list(queryset)
        for user in chosen:
            attempts.unlock(user)
            journal.record_event(SignInEventKind.UNLOCKED, request, user, f"by {request.user}")
        text = ngettext("%d account is unlocked.", "%d accounts are unlocked.", len(chosen))
        self.message_user(request, text % len(chosen))

    @admin.action(
        description=_("Remove the second factors of the chosen accounts, and end their sessions")
    )
    def remove_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For somebody who lost the app and the recovery codes.

        They set up another with a link, ``give_links``.
        """
        chosen = list(queryset)
        for user in chosen:
            second_factor.remove_all(user, request, str(request.user))
        text = ngettext("%d account has none now.", "%d accounts have none now.", len(chosen))
        self.message_user(request, text % len(chosen))

    @admin.action(
        description=_("Give the chosen accounts a link to set up their first second factor")
    )
    def give_links(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse | None:
        """The links are in the answer alone: no message, which a cookie would keep, has them."""
        chosen = list(queryset)
        if any(second_factor.has_one(user) for user in chosen):
            said = gettext("An account that has a second factor needs no link. None was given.")
            self.message_user(request, said, messages.ERROR)
            return None
        links = []
        for user in chosen:
            path = enrolment.give_link(user, request, str(request.user))
            links.append((user, request.build_absolute_uri(path)))
        context = self.admin_site.each_context(request) | {
            "title": gettext("Links to set up a second factor"),
            "opts": self.opts,
            "links": links,
        }
        return TemplateResponse(request, "admin/timeline/enrolment_links.html", context)


@admin.register(Group)
class RoleAdmin(ForSuperusers, TranslatedName, GroupAdmin):  # type: ignore[misc] # Django's own
    list_display = ("role",)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        group = self.get_object(request, object_id)
        named = {"subtitle": role_name(group.name)} if group else {}
        return super().change_view(request, object_id, form_url, named | (extra_context or {}))

    @admin.display(description=_("role"), ordering="name")
    def role(self, group: Group) -> str:
        return role_name(group.name)
