"""The verbs: each checks, changes and records, in one transaction. Doors call them and decide nothing."""
