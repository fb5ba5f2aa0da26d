from __future__ import annotations
import pytest
from tests.asking import select, slugs
@pytest.mark.usefixtures("record")
def test_a() -> None:
    print(slugs(select()))
    for q in ["project=crater-lake","year=2018","year=2019","year=2023","year=2025","dated=announced&year=2018","as_of=2018-12-31","as_of=2018-11-12","project=crater-lake&year=2018","q=forage","q=drilling"]:
        s = select(q)
        from timeline.describing import describe
        print(q, s.total, slugs(s), describe(s))
    s=select("year=2019")
    print(s.choices("year"), s.choices("project"))
    import time; from django.core.management import call_command
    t=time.time(); call_command("loaddata", "company","projects","partners","releases","milestones", verbosity=0); print(time.time()-t)
