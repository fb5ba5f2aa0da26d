"""SQLite in production: see ``base``."""
