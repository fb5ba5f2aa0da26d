"""A release as a draft: read to paragraphs, then what its words propose. Nothing is written here.

Nothing is ever fetched from an address, and no model is touched: ``drafting`` is pure.
"""
