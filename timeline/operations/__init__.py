"""Keeping the site safe: the state of its database, backup, restore."""
