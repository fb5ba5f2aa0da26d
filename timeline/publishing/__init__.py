"""The rules and transitions of publishing, and the corrections of what was published."""
