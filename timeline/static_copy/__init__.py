"""The public site as static files: what a visitor gets, at addresses that need no server.

``paths`` says which addresses with a query are kept, and in which file each is. ``crawler`` asks
the site for every page that links lead to. ``html_links`` and ``data_links`` rewrite the addresses
in the answers. ``writer`` writes the files.
"""
