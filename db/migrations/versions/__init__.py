"""One module a revision, never changed once a hall may have it."""
