"""What a visitor asks for and what it selects: filters, selection, lists, pagination, lookup."""
