"""What only development and CI need: an app of its own, which the installed package lacks."""
