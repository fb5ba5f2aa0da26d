"""How staff sign in, and what is kept of it."""
