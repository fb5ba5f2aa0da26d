"""Views as data: columns, rows, list endpoints, and a renderer for each format."""
