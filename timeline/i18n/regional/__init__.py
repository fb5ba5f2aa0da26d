"""How a language writes days and moments in figures, where Django has it otherwise (``FORMAT_MODULE_PATH``)."""
