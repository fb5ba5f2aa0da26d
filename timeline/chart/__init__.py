"""The chart of a selection: its builder asks the database, its layout is pure geometry."""
