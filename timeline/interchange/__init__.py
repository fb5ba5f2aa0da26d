"""The whole record as five files, and back: what ``fixtures/`` holds, written and read by machine.

``columns`` says what is written of each row; ``writing`` asks the database and writes the lines; ``folders`` puts a
folder in its place all at once; ``reading`` takes a folder apart and trusts nothing in it; ``filing`` compares what was
read with what is on file, and saves it; ``rules`` are those that no single row can break; ``correcting`` keeps what
visitors had read otherwise. ``reading`` never sees the database.
"""
