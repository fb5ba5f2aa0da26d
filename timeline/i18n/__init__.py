"""Both languages: texts kept in both, the language of an address, number words, the catalogue."""
