"""A data steward's work in the browser: asks, organizations, successions, documents and themes, each with a reason."""
