"""Exports: lists as data. Columns, rows, list endpoints, and a renderer for each format."""
