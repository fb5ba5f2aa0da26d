"""Two invented releases, one after the other, as somebody would paste them."""

from __future__ import annotations

COMPANY = "Tern Hollow Copper Inc."

_ABOUT = """About Tern Hollow Copper

Tern Hollow Copper is a Canadian company that looks for copper in Nova Scotia. Its main asset is the Gull Ridge project.

For more information, please contact:

Ada Low, President and Chief Executive Officer
Telephone: +1 902 555-0142
E-mail: ada.low@ternhollow.example

Forward-looking statements: this release contains forward-looking statements, which involve risks and uncertainties. Actual results may differ materially from those expected, and the company does not undertake to update them.

Neither the TSX Venture Exchange nor its Regulation Services Provider accepts responsibility for the adequacy or accuracy of this release."""

FIRST = f"""Tern Hollow Opens the Second Adit at Gull Ridge

HALIFAX, Nova Scotia, May 4, 2021 - Tern Hollow Copper Inc. ("Tern Hollow") (TSXV: THC) opened the second adit of its Gull Ridge project on April 28, 2021.

The company signed an option agreement on the neighbouring Heron claims on April 15, 2021.

"The adit gives us a second way into the ore," said Ada Low, President and Chief Executive Officer.

A drilling program of ten holes is planned for the third quarter of 2021.

The company expects to publish an initial resource estimate in early 2022.

{_ABOUT}
"""  # 12 paragraphs

SECOND = f"""Tern Hollow Completes Drilling at Gull Ridge

HALIFAX, Nova Scotia, October 12, 2021 - Tern Hollow Copper Inc. ("Tern Hollow") (TSXV: THC) completed the drilling program of ten holes at its Gull Ridge project on September 21, 2021.

A second drilling program is planned for the spring of 2022.

{_ABOUT}
"""
