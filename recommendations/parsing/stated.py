"""Dates as people write them in registers, with their precision: "2015", "2015-04", "Q2 2015", "30/04/2015"."""

import re
from datetime import date
from typing import Final

EARLIEST, LATEST = 1945, 2100
YEAR: Final = re.compile(r"(\d{4})")
MONTH: Final = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[/.](\d{4})")
DAY: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
QUARTER: Final = re.compile(r"[QT]([1-4])[ /-]?(\d{4})|(\d{4})[ /-]?[QT]([1-4])", re.IGNORECASE)


def stated(value: object) -> tuple[date, str] | None:
    """The day, or the first of the month, quarter or year, and which of these it is. None where it cannot be read for
    certain: nobody knows which of 03/04/2015 is the month."""
    if isinstance(value, date):
        return (value, "day") if EARLIEST <= value.year <= LATEST else None
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = " ".join(text.split())
    try:
        return _read(text)
    except ValueError:
        return None


def _read(text: str) -> tuple[date, str] | None:
    if found := DAY.fullmatch(text):
        return _within(date(*(int(each) for each in found.groups())), "day")
    if found := QUARTER.fullmatch(text):
        quarter, year = found[1] or found[4], found[2] or found[3]
        return _within(date(int(year), int(quarter) * 3 - 2, 1), "quarter")
    if found := MONTH.fullmatch(text):
        return _within(date(int(found[1] or found[4]), int(found[2] or found[3]), 1), "month")
    if found := YEAR.fullmatch(text):
        return _within(date(int(found[1]), 1, 1), "year")
    return None


def _within(day: date, precision: str) -> tuple[date, str] | None:
    return (day, precision) if EARLIEST <= day.year <= LATEST else None
