"""Dates exactly as precise as their source: the value, words to dates, dates to words. Nothing of Django's."""
