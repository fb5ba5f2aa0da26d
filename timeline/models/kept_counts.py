"""How many public milestones there are of each kind, year, project …, kept beside the rows.

Counting takes the longer, the more rows there are. These counts are kept in the transaction that
changes the record: of every fact alone and of every two together ("of project 3, those of 2019").
What each milestone was counted under is kept too, so that it can be taken out again.

Facts that time has overtaken stay in the tables until the next save, which renews them. Whoever
reads the counts before that puts them right (``KeptCounts``): no reader writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, islice

from django.db import connection, models, transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from timeline.models.milestone import Milestone
from timeline.models.milestone_facts import Fact, MilestoneFacts, facts_of
from timeline.models.promise_place import (
    Place,
    PromisePlace,
    keep_promise_places,
    places_in_facts,
)
from timeline.models.row_writes import insert_values, update_rows

BATCH = 500  # milestones held at a time
ROWS = 200  # in one statement, well under SQLite's limit on variables
MOST_RENEWED = 200  # milestones whose facts one save renews for others

ALL: Fact = ("all", "")
WHOLE_RECORD = ""  # the group of all milestones
# The facets within whose values the others are counted.
GROUPING = frozenset(
    {"project", "filed", "partner", "year", "announced", "kind", "standing", "outlook"}
)
ONLY_IN_WHOLE_RECORD = frozenset({"part"})
NOT_COUNTED = "place"  # in the ledger: each promise has one of its own (``PromisePlace``)

CountKey = tuple[str, str, str]  # within, facet, value


class MilestoneCount(models.Model):
    """How many milestones of a group have a fact."""

    # group_of(…), or WHOLE_RECORD
    within = models.CharField(max_length=40, editable=False)
    facet = models.CharField(max_length=10, editable=False)
    value = models.CharField(max_length=40, editable=False)
    number = models.IntegerField(editable=False)

    class Meta:
        default_permissions = ()  # nobody edits it
        verbose_name = _("kept count")
        verbose_name_plural = _("kept counts")
        constraints = [
            models.UniqueConstraint(
                fields=["within", "facet", "value"], name="milestone_count_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.within}: {self.facet} {self.value}".strip(": ")


class CountedMilestone(models.Model):
    """What a milestone was counted under. It stays for a moment when the milestone has gone."""

    milestone = models.OneToOneField(
        Milestone,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="counted",
        editable=False,
        verbose_name=_("milestone"),
    )
    facts = models.TextField(editable=False)  # write_facts(…); "" before it is public
    until = models.DateTimeField(null=True, editable=False, db_index=True)

    class Meta:
        default_permissions = ()  # nobody edits it
        verbose_name = _("counted milestone")
        verbose_name_plural = _("counted milestones")

    def __str__(self) -> str:
        return str(self.pk)


def group_of(facet: str, value: str) -> str:
    """The group of the milestones that have a fact."""
    return f"{facet} {value}"


def write_facts(facts: Iterable[Fact]) -> str:
    """As ``CountedMilestone`` keeps them, in an order of their own."""
    return "\n".join(f"{facet} {value}" for facet, value in sorted(facts))


def read_facts(text: str) -> list[Fact]:
    """The facts that ``write_facts`` wrote."""
    facts = []
    for line in text.split("\n"):
        if line:
            facet, _space, value = line.partition(" ")
            facts.append((facet, value))
    return facts


def counted_under(facts: Sequence[Fact]) -> list[CountKey]:
    """Every count that a milestone with these facts adds one to: none for one without facts."""
    if not facts:
        return []
    counted = [ALL, *(fact for fact in facts if fact[0] != NOT_COUNTED)]
    in_groups = [fact for fact in counted if fact[0] not in ONLY_IN_WHOLE_RECORD]
    keys = [(WHOLE_RECORD, facet, value) for facet, value in counted]
    for grouping, grouped in facts:
        if grouping in GROUPING:
            group = group_of(grouping, grouped)
            keys += [(group, facet, value) for facet, value in in_groups if facet != grouping]
    return keys


# -- kept in the saving transaction ----------------------------------------------------------------


def count_milestones(ids: Iterable[int], at: datetime) -> Counter[CountKey]:
    """Note what these milestones are counted under now; what that changes in the counts.

    ``add_to_counts`` writes the changes. About 8 queries for every 500.
    """
    changes: Counter[CountKey] = Counter()
    waiting = iter(sorted(set(ids)))
    while batch := list(islice(waiting, BATCH)):
        _count_batch(batch, at, changes)
    return changes


def _count_batch(ids: Sequence[int], at: datetime, changes: Counter[CountKey]) -> None:
    kept = CountedMilestone.objects.in_bulk(ids)
    now = facts_of(ids, at)
    new, changed = [], []
    moved: list[int] = []
    places: dict[int, list[Place]] = {}
    for key in ids:
        row = kept.get(key)
        found = now.get(key)
        places_before = places_in_facts(read_facts(row.facts)) if row else []
        places_now = places_in_facts(found.facts) if found else []
        if places_before != places_now:
            moved += [key] if row else []
            places[key] = places_now
        if found is None:
            if row:
                changes.subtract(counted_under(read_facts(row.facts)))
            continue
        text = write_facts(found.facts)
        if row is None:
            new.append((key, text, found.until))
            changes.update(counted_under(found.facts))
        elif (row.facts, row.until) != (text, found.until):
            changes.subtract(counted_under(read_facts(row.facts)))
            changes.update(counted_under(found.facts))
            row.facts, row.until = text, found.until
            changed.append(row)
    CountedMilestone.objects.filter(pk__in=kept.keys() - now.keys()).delete()
    insert_values(CountedMilestone, ("milestone_id", "facts", "until"), new)
    update_rows(CountedMilestone, changed, ["facts", "until"])
    if moved:
        PromisePlace.objects.filter(milestone__in=moved).delete()
    keep_promise_places(places)


def take_out(milestone: int) -> None:
    """Count a milestone no more, which has been deleted. At most 3 queries."""
    row = CountedMilestone.objects.filter(pk=milestone).first()
    if row:
        changes: Counter[CountKey] = Counter()
        changes.subtract(counted_under(read_facts(row.facts)))
        add_to_counts(changes)
        row.delete()


def outdated(at: datetime) -> models.QuerySet[CountedMilestone]:
    """Those whose facts time has overtaken. No query."""
    return CountedMilestone.objects.filter(until__lte=at)


def some_outdated(at: datetime) -> list[int]:
    """The keys of a few of them, for a save to renew. 1 query."""
    return list(outdated(at).order_by("until").values_list("pk", flat=True)[:MOST_RENEWED])


def add_to_counts(changes: Counter[CountKey]) -> None:
    """Add to each count what has changed of it. 1 query for every 200 counts.

    In one order, so that no two transactions wait for each other.
    """
    rows = [(*key, change) for key, change in sorted(changes.items()) if change]
    table = connection.ops.quote_name(MilestoneCount._meta.db_table)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), ROWS):
            some = rows[start : start + ROWS]
            places = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            cursor.execute(
                f"INSERT INTO {table} (within, facet, value, number) VALUES {places} "  # noqa: S608
                "ON CONFLICT (within, facet, value) "
                f"DO UPDATE SET number = {table}.number + excluded.number",
                list(chain.from_iterable(some)),
            )


# -- read ------------------------------------------------------------------------------------------


class KeptCounts:
    """The counts as they are at a moment, which is now.

    Milestones whose facts time has overtaken are counted anew for it. They are few: each save
    renews some. 1 query for them, once, and 5 more if there are any.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at

    def within(self, *groups: str, facets: Collection[str] = ()) -> Counter[Fact]:
        """Fact -> how many milestones of these groups have it: of these facets, or of all. 1 query.

        ``ALL`` counts the milestones themselves. No milestone is in two of the groups.
        """
        rows = MilestoneCount.objects.filter(within__in=groups)
        if facets:
            rows = rows.filter(facet__in=facets)
        counts: Counter[Fact] = Counter()
        for facet, value, number in rows.values_list("facet", "value", "number"):
            counts[facet, value] += number
        for key, change in self._changes.items():
            within, facet, value = key
            if within in groups and (not facets or facet in facets):
                counts[facet, value] += change
        return +counts

    def of_each(self, grouping: str, facet: str) -> dict[str, Counter[str]]:
        """Of each group of a facet: value -> how many of it have that of another facet. 1 query."""
        start = group_of(grouping, "")
        # The groups are named one by one: what begins alike SQLite would look for in all rows.
        groups = MilestoneCount.objects.filter(within=WHOLE_RECORD, facet=grouping)
        named = groups.values(group=Concat(Value(start), "value"))
        rows = MilestoneCount.objects.filter(within__in=named, facet=facet)
        found: dict[str, Counter[str]] = {}
        changes = [(*key, change) for key, change in self._changes.items()]
        every = [*rows.values_list("within", "facet", "value", "number"), *changes]
        for within, its_facet, value, number in every:
            if its_facet == facet and within.startswith(start):
                counts = found.setdefault(within.removeprefix(start), Counter())
                counts[value] += number
        return {group: +counts for group, counts in found.items()}

    @cached_property
    def _kept_of_overtaken(self) -> dict[int, str]:
        return dict(outdated(self.at).values_list("pk", "facts"))

    @cached_property
    def overtaken(self) -> dict[int, MilestoneFacts]:
        """The facts of the milestones whose kept facts time has overtaken, as they are now."""
        return facts_of(self._kept_of_overtaken, self.at) if self._kept_of_overtaken else {}

    @cached_property
    def _changes(self) -> Counter[CountKey]:
        """What time has changed since the last save."""
        changes: Counter[CountKey] = Counter()
        for key, text in self._kept_of_overtaken.items():
            changes.subtract(counted_under(read_facts(text)))
            if key in self.overtaken:
                changes.update(counted_under(self.overtaken[key].facts))
        return changes


# -- checked and counted anew ----------------------------------------------------------------------


def disagreements(at: datetime) -> list[str]:
    """What in the tables is not as the record has it, in sentences. It reads the whole record."""
    said = []
    expected: Counter[CountKey] = Counter()
    for batch in _batches(Milestone.objects):
        said += _facts_that_disagree(batch, at)
    left = CountedMilestone.objects.exclude(pk__in=Milestone.objects.order_by().values("pk"))
    said += [
        f"Milestone {gone} is counted and has gone." for gone in left.values_list("pk", flat=True)
    ]
    for facts in CountedMilestone.objects.values_list("facts", flat=True).iterator(BATCH):
        expected.update(counted_under(read_facts(facts)))
    rows = MilestoneCount.objects.values_list("within", "facet", "value", "number")
    kept: Counter[CountKey] = Counter()
    for within, facet, value, number in rows.iterator(BATCH):
        kept[within, facet, value] = number
    for key in sorted({*kept, *expected}):
        if kept[key] != expected[key]:
            name = " ".join(filter(None, key))
            said.append(f"“{name}” is kept as {kept[key]} and is {expected[key]}.")
    return said


def _facts_that_disagree(ids: Sequence[int], at: datetime) -> list[str]:
    kept = CountedMilestone.objects.in_bulk(ids)
    now = facts_of(ids, at)
    said = []
    for key in ids:
        row = kept.get(key)
        if row and row.until and row.until <= at:
            continue  # readers count it anew
        facts = write_facts(now[key].facts) if key in now else None
        if (row.facts if row else None) != facts:
            said.append(f"Milestone {key} is not counted under what it is.")
    return said


def recount(at: datetime) -> None:
    """Count everything anew, in one transaction."""
    with transaction.atomic():
        MilestoneCount.objects.all().delete()
        CountedMilestone.objects.all().delete()
        PromisePlace.objects.all().delete()
        keys = Milestone.objects.order_by("pk").values_list("pk", flat=True)
        add_to_counts(count_milestones(keys.iterator(BATCH), at))


def _batches(rows: models.Manager[Milestone]) -> Iterator[list[int]]:
    keys = iter(rows.order_by("pk").values_list("pk", flat=True).iterator(BATCH))
    while batch := list(islice(keys, BATCH)):
        yield batch
