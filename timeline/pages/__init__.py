"""What the pages say: header, filter form, descriptions, milestone, release, JSON-LD, oEmbed."""
