"""How a language writes days and moments, where Django does otherwise (``FORMAT_MODULE_PATH``)."""
