"""My desk, and what managers do with the work of their organizations."""
