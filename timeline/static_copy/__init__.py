"""The public site as static files: what an anonymous visitor gets, at addresses that need no server.

``views`` says which addresses with a query are kept, and where each is put; ``walk`` asks the site for every page that
links lead to; ``markup`` and ``data`` put the addresses in what it answered; ``writing`` writes the files.
"""
