"""Dates exactly as precise as their source: words to dates, dates to words. Nothing of Django's."""
