"""The references of exported rows."""

from __future__ import annotations

from timeline.exports.document_rows import ReleaseRow
from timeline.exports.references import Reference, cited_address
from timeline.exports.rows import Export, MilestoneRow


def reference_of_row(row: MilestoneRow | ReleaseRow, export: Export) -> Reference:
    """A row as it is cited. A document bears the day and the name of who issued it."""
    author, issued_on = export.company, export.edition_on
    if isinstance(row, ReleaseRow):
        author = _issuer(row, export)
        issued_on = row.published_on
    return Reference(
        key=row.slug,
        author=author,
        title=row.title[export.language],
        issued_on=issued_on,
        container=export.site_name,
        address=cited_address(row.address, export.read_on),
        edition=export.edition,
        edition_on=export.edition_on,
        read_on=export.read_on,
        language=export.language,
    )


def _issuer(row: ReleaseRow, export: Export) -> str:
    if row.issuer_name:
        return row.issuer_name
    if row.issuer:
        return row.issuer.name[export.language]
    return export.company
