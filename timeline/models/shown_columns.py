"""The columns that lists and links show: no others are read for them.

A column that is shown and not named here is read row by row.
"""

from __future__ import annotations

COLUMNS_OF_A_DOCUMENT = (  # of a release, for a link that names it
    "slug",
    "document_type",
    "published_on",
    "issuer_name",
    "issuer__name_en",
    "issuer__name_fr",
    "issuer__public_from",
)
COLUMNS_OF_A_SOURCE = (  # of a citation, for a link to its paragraph that names the document
    "milestone",
    "paragraph__number",
    *(f"paragraph__release__{column}" for column in COLUMNS_OF_A_DOCUMENT),
)
COLUMNS_OF_A_CITATION = (  # what the page of a milestone shows of it
    *COLUMNS_OF_A_SOURCE,
    "states_en",
    "states_fr",
    "paragraph__release__headline_en",
    "paragraph__release__headline_fr",
    "paragraph__release__headline_is_ours",
    "paragraph__release__language",
)
COLUMNS_OF_A_STAKE = (  # for a line that says whose it is, in what, and where that is stated
    "percent",
    "holds_from",
    "holds_until",
    "owner__slug",
    "owner__name_en",
    "owner__name_fr",
    "owned__slug",
    "owned__name_en",
    "owned__name_fr",
    "owned_project__slug",
    "owned_project__name_en",
    "owned_project__name_fr",
    "paragraph__number",
    *(f"paragraph__release__{column}" for column in COLUMNS_OF_A_DOCUMENT),
)
COLUMNS_OF_A_LINK = (  # of a milestone, for a link to it with its date and its mark
    "slug",
    "title_en",
    "title_fr",
    "standing",
    "promise",
    "announced_on",
    "date_words",
    "precision",
    "earliest",
    "latest",
    "basis_en",
    "basis_fr",
    "start_time",
    "time_zone",
)
COLUMNS_OF_A_CARD = (  # of a milestone, for its card in a list
    *COLUMNS_OF_A_LINK,
    "summary_en",
    "summary_fr",
    "condition_en",
    "condition_fr",
    "sort_day",
)
