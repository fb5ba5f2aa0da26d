"""Public addresses, as literal strings: they are a promise."""

from __future__ import annotations

A = "/releases/2018-11-13-scandium-marketing-update/"
B = "/releases/2023-07-13-albecour-memorandum/"

COMPARED = f"{B}since/{A.removeprefix('/releases/')}"

SLUGS_OF_2018 = (
    *(
        "search-for-partners",
        "introductions",
        "brussels",
        "ceta-dialogue",
        "scale-symposium",
        "meetings",
    ),
    *("drilling", "resource-estimate", "flowsheet", "discovery"),
)
SLUGS_OF_2023 = ("memorandum", "evaluation", "commercial-agreement", "plant", "alloy-project")

MILESTONES_OF_2018 = tuple(f"/milestones/{slug}/" for slug in SLUGS_OF_2018)
MILESTONES = (*MILESTONES_OF_2018, *(f"/milestones/{slug}/" for slug in SLUGS_OF_2023))
LISTS = (
    "/",
    "/outlook/",
    "/releases/",
    "/projects/",
    "/partners/",
    "/people/",
    "/corrections/",
    "/new/",
    "/about/",
    "/about/data/",
)
PAGES = (
    *LISTS,
    *MILESTONES,
    *(A, B, "/projects/crater-lake/", "/projects/scandium-aluminum-alloys/"),
    *("/partners/european-commission/", "/partners/scale/", "/partners/albecour/"),
    *("/partners/investissement-quebec/", "/partners/aluminerie-alouette/"),
    *("/people/peter-cashin/", "/people/nick-parry/"),
    *("/people/alain-bureau/", "/people/nicolas-dalmau/"),
)
VIEWS = (
    COMPARED,
    *(
        "/?year=2018",
        "/?year=2019",
        "/?year=2025",
        "/?year=2018&year=2023",
        "/?dated=announced&year=2018",
    ),
    *(
        "/?dated=none",
        "/?project=crater-lake",
        "/?project=crater-lake&year=2018",
        "/?partner=albecour",
    ),
    *(
        "/?kind=event",
        "/?kind=event&kind=market",
        "/?standing=planned",
        "/?outlook=window_passed",
        "/?q=forage",
    ),
    *(
        "/?as_of=2018-12-31",
        "/?as_of=2018-11-12",
        "/?as_of=2018-12-31&year=2019",
        "/?q=nothing+of+that+name",
        "/?q=dalmau",
        "/?q=drilling&year=2023",
    ),
    f"{A}?q=copper",
    *("/outlook/?outcome=overdue", "/outlook/?project=crater-lake&outcome=no_date"),
    *("/outlook/?outcome=achieved", "/new/?since=2020-01-01", "/new/?since=2018-12-31"),
    *("/embed/", "/embed/?project=crater-lake", "/embed/?year=2018"),
    *(
        "/releases/?year=2018",
        "/releases/?year=1999",
        "/releases/?q=sept+iles",
        "/releases/?q=nothing",
    ),
)
BAD = (
    "/?year=x",
    "/embed/?year=x",
    "/?as_of=2018-02-30",
    "/?after=x",
    "/releases/?year=x",
    "/outlook/?after=x",
    "/outlook/?outcome=late",
    "/new/?since=x",
)
LOST = ("/nothing-here/", "/milestones/nothing-here/", "/releases/nothing-here/")
DATA = (
    *(
        "/timeline.json",
        "/timeline.csv",
        "/timeline.ics",
        "/timeline.atom",
        "/timeline.jsonfeed",
        "/timeline.timelinejs",
    ),
    *(
        "/releases.json",
        "/releases.csv",
        "/releases.atom",
        "/releases.jsonfeed",
        "/outlook.csv",
        "/openapi.json",
    ),
    *("/corrections.atom", "/corrections.jsonfeed", "/new.atom", "/new.jsonfeed"),
    *(
        "/milestones/memorandum.json",
        "/milestones/drilling.json",
        f"{A[:-1]}.json",
        f"{B[:-1]}.json",
    ),
    "/timeline.json?as_of=2025-01-01",
)
SITEMAPS = ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-milestone-0.xml", "/news-sitemap.xml")
EVERYTHING = (*PAGES, *VIEWS)
