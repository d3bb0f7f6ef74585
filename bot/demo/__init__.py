"""`onpace demo`: a synthetic team in a local workspace, with the real bot beside it."""
