"""Views. A page's view asks one object for all it shows and hands it to one template."""
