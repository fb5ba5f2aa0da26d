"""HTTP: the version of the record and ETags, problem details."""
