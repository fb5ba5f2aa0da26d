"""The rules and acts of publishing, and the corrections of what was published."""
