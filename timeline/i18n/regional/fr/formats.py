"""Québec writes days as ISO 8601 does, and hours as 7 h 30 or 8 h.

Django's French is that of France. ``f`` writes the hour (``timeline.i18n.regional.ordinals``).
"""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
DATETIME_INPUT_FORMATS = [
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
]
DATE_FORMAT = "j\u00a0F Y"
SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d f"
DATETIME_FORMAT = "j\u00a0F Y à f"
TIME_FORMAT = "f"
