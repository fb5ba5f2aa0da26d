"""Figures of the code: how many rooms it has, how dense its lines are, how far one save travels."""
