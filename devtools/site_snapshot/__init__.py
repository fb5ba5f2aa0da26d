"""Every public answer of the site as files, and two such folders compared.

Nothing here imports the site's own code: the same snapshot can be made before and after a change.
"""
