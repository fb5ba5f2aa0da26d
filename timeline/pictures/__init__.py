"""Pictures that other sites show beside a link to a page. Pure: a card in, a PNG out.

``card`` says what is written on one. ``lines`` breaks texts into lines, ``composition`` places
them, ``drawing`` draws them with the fonts in ``fonts/``, which are shipped.
"""
