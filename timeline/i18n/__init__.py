"""Both languages: which one an address asks for, texts kept in both, numbers in words, the French catalogue."""
