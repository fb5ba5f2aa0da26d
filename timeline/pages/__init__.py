"""What the pages say: header, filter form, descriptions, a milestone, a release, JSON-LD, oEmbed."""
