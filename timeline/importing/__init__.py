"""A release as a draft: read to paragraphs, then what its words propose, then filed.

Nothing is ever fetched from an address. ``drafting`` is pure, ``on_file`` reads the record, and
``filing`` alone writes: drafts, never what is public.
"""
