"""What the company works on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from timeline.i18n.bilingual import Bilingual
from timeline.models.base import CheckedModel, Publishing, depends_on
from timeline.models.cited_statement import CitedStatementQuerySet, DatedStatement
from timeline.models.querysets import NamedQuerySet
from timeline.models.translation_status import TranslatedModel
from timeline.models.visibility import public_condition


class Project(Publishing):
    """A project, under the name that the company's releases give it now."""

    slug = models.SlugField(
        _("address"), max_length=80, unique=True, help_text=_("Last part of its web address.")
    )
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_fr = models.CharField(_("name (French)"), max_length=120, blank=True)
    summary_en = models.TextField(_("summary (English)"), blank=True)
    summary_fr = models.TextField(_("summary (French)"), blank=True)
    search_text = models.TextField(editable=False, default="")

    milestone_ids_before_delete: Sequence[int] = ()  # noted for derived_columns
    names_before_save: tuple[Any, ...] | None = None  # noted for renaming
    milestone_count = 0  # set by queries.filed_under.count_milestones_under

    objects = NamedQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=["public_from", "updated_at", "behind", "search_text"]
    )
    name = Bilingual()
    summary = Bilingual()

    class Meta(Publishing.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["name_en"]

    def __str__(self) -> str:
        return self.name


class ProjectNameManager(models.Manager["ProjectName"]):
    def get_by_natural_key(self, project: str, release: str, name_en: str) -> ProjectName:
        return self.get(project__slug=project, release__slug=release, name_en=name_en)


class ProjectName(TranslatedModel, CheckedModel):
    """What a release calls a project. Names change: each is dated by the release that uses it."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="names", verbose_name=_("project")
    )
    release = models.ForeignKey(
        "timeline.Release", models.CASCADE, related_name="project_names", verbose_name=_("release")
    )
    name_en = models.CharField(_("name used (English)"), max_length=160)
    name_fr = models.CharField(_("name used (French)"), max_length=160, blank=True)

    objects = ProjectNameManager()
    history = HistoricalRecords(excluded_fields=["behind"])
    name = Bilingual()

    class Meta:
        verbose_name = _("name a release uses")
        verbose_name_plural = _("names releases use")
        ordering = ["release__published_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "release", "name_en"],
                name="project_name_is_unique",
                violation_error_message=_("This release is on file with this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @depends_on("timeline.project", "timeline.release")
    def natural_key(self) -> tuple[str, str, str]:
        return self.project.slug, self.release.slug, self.name_en


class ProjectStateQuerySet(CitedStatementQuerySet["ProjectState"]):
    def get_by_natural_key(
        self, project: str, state: str, release: str, number: int
    ) -> ProjectState:
        return self.get(
            project__slug=project,
            state=state,
            paragraph__release__slug=release,
            paragraph__number=number,
        )

    def public(self, at: datetime) -> Self:
        """Of public releases and projects, with their source, the newest first. No query."""
        stated = self.stated_publicly(at).filter(public_condition(at, "project", "project__"))
        return stated.with_source()


class ProjectStateKind(models.TextChoices):
    """What has become of a project, as a release says."""

    ACTIVE = "active", _("Active")
    OPTIONED = "optioned", _("Optioned")
    SUSPENDED = "suspended", _("Suspended")
    SOLD = "sold", _("Sold")
    DROPPED = "dropped", _("Dropped")


class ProjectState(DatedStatement):
    """The state of a project that a paragraph states."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="states", verbose_name=_("project")
    )
    state = models.CharField(_("state"), max_length=9, choices=ProjectStateKind)

    objects = ProjectStateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(DatedStatement.Meta):
        verbose_name = _("state of a project")
        verbose_name_plural = _("states of a project")
        ordering = ["id"]
        constraints = [
            *DatedStatement.Meta.constraints,
            models.UniqueConstraint(
                fields=["project", "state", "paragraph"],
                name="project_state_is_unique",
                violation_error_code="paragraph",
                violation_error_message=_("This paragraph is on file for this state already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())

    @depends_on("timeline.project", "timeline.paragraph")
    def natural_key(self) -> tuple[str, str, str, int]:
        return (self.project.slug, self.state, *self.paragraph.natural_key())


def states_today(at: datetime, today: date) -> dict[int, ProjectState]:
    """Project -> the newest statement of its state, unless that has ended or is to come. 1 query.

    An older statement is not taken for today's: the newest one says that it holds no more.
    """
    newest: dict[int, ProjectState] = {}
    for state in ProjectState.objects.public(at):
        newest.setdefault(state.project_id, state)
    states = {}
    for project, state in newest.items():
        if state.first_day <= today <= state.last_day:
            states[project] = state
    return states
