"""The save of a milestone in the admin, made and measured: a program that ``save_trace`` starts.

It makes a database from the fixtures in the folder that ``SITE_DATA_DIR`` names. It refuses to work
on a database that lies elsewhere.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from operator import attrgetter
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client

from devtools.code_figures.calls import CallRecorder
from devtools.code_figures.forms import FormReader
from devtools.code_figures.save_trace import SaveTrace
from devtools.code_figures.sources import PACKAGES, SITE

FIXTURES = ("projects", "partners", "people", "company", "releases", "milestones")
PLAIN_STATIC_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"


def measure() -> SaveTrace:
    """Save once to warm up and once to measure. Exits with a sentence if a save is refused."""
    make_database()
    save_milestone("A first change.", None)
    recorder = CallRecorder(Path(settings.BASE_DIR))
    save_milestone("A second change.", recorder)
    classes = admin_classes()
    return SaveTrace(
        modules=sorted(recorder.modules),
        moves=recorder.moves,
        admin_classes=list(map(attrgetter("__qualname__"), classes)),
        admin_modules=sorted(set(map(attrgetter("__module__"), classes))),
    )


def make_database() -> None:
    if Path(settings.BASE_DIR) != Path.cwd():
        sys.exit(f"{Path.cwd()} has no settings of its own.")
    folder = Path(os.environ["SITE_DATA_DIR"]).resolve()
    if Path(connection.settings_dict["NAME"]).resolve().parent != folder:
        sys.exit("The database does not lie in SITE_DATA_DIR: unset DATABASE_URL.")
    settings.STORAGES["staticfiles"]["BACKEND"] = PLAIN_STATIC_FILES  # nothing was collected here
    call_command("migrate", interactive=False, verbosity=0)
    call_command("loaddata", *FIXTURES, verbosity=0)


def save_milestone(summary: str, recorder: CallRecorder | None) -> None:
    """Open the form of the first public milestone, change its English summary, say so, and save."""
    users = get_user_model().objects
    editor, _created = users.get_or_create(username="editor", is_staff=True, is_superuser=True)
    milestones = apps.get_model(SITE, "Milestone")._default_manager
    milestone = milestones.filter(status="published").order_by("pk")[0]
    client = Client(headers={"host": "localhost"})
    client.force_login(editor)
    address = f"/admin/{SITE}/milestone/{milestone.pk}/change/"
    form = FormReader("milestone_form")
    form.feed(client.get(address).content.decode())
    notes = {"correction_note_en": ["Put better."], "correction_note_fr": ["Mieux dit."]}
    values = form.values | notes | {"summary_en": [summary]}
    sys.setprofile(recorder)
    answer = client.post(address, values)
    sys.setprofile(None)
    if answer.status_code != 302 or milestones.get(pk=milestone.pk).summary_en != summary:
        sys.exit(f"The milestone was not saved: the admin answered {answer.status_code}.")


def admin_classes() -> list[type]:
    """The classes of ours that the milestone's admin is made of, itself first."""
    model_admin = admin.site.get_model_admin(apps.get_model(SITE, "Milestone"))
    return [cls for cls in type(model_admin).__mro__ if cls.__module__.split(".")[0] in PACKAGES]


if __name__ == "__main__":
    django.setup()
    json.dump(asdict(measure()), sys.stdout)
