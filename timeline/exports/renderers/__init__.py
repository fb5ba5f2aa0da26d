"""One module for each format: an export in, bytes out."""
