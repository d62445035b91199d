"""Files of what the register shows. Content (`queries/export.py`) knows no format; a format knows no model."""
