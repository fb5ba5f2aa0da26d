"""The whole record as six files, and back, in the form of ``fixtures/``.

``columns`` says what is written of each row. ``exporter`` asks the database and writes the lines;
``folders`` puts a folder in its place all at once. ``json_reader`` and ``parser`` take a folder
apart, trust nothing in it and never see the database. ``importer`` compares the rows with what is
on file and saves them: ``imported_rows`` one by one, ``new_rows`` many at once, both by the primary
keys of ``known_keys``. ``outcomes`` tells what became of each; ``checks`` asks the rules of
publishing; ``corrections`` keeps what visitors had read otherwise.
"""
