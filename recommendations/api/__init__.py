"""The door for programs, /api/v1/: it reads, shapes and calls the verbs; it decides nothing. See docs/api.md."""
