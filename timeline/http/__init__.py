"""HTTP: negotiation, conditional requests, entity tags, the Link header, problem details."""
