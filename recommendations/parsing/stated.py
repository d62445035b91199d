"""Dates as people write them in registers, with their precision: "2015", "2015-04", "June 2017", "30/04/2015"."""

import re
import unicodedata
from datetime import date
from typing import Final

from .letterhead import MONTHS

EARLIEST, LATEST = 1945, 2100
YEAR: Final = re.compile(r"(\d{4})")
MONTH: Final = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[/.](\d{4})")
DAY: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
EITHER_FIRST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
WORD: Final = r"(?P<month>[^\W\d_]{3,})\.?"
TH: Final = r"(?:st|nd|rd|th|er)?"
NAMED_DAYS: Final = (
    re.compile(rf"(?P<day>\d{{1,2}}){TH}[ .-]?{WORD},?[ -](?P<year>\d{{4}})", re.IGNORECASE),
    re.compile(rf"{WORD} (?P<day>\d{{1,2}}){TH},? (?P<year>\d{{4}})", re.IGNORECASE),
)
NAMED_MONTH: Final = re.compile(rf"{WORD},?[ -](?P<year>\d{{4}})", re.IGNORECASE)
SHORT: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SHORTER: Final = {"sept": 9, "janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7}
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
    if found := EITHER_FIRST.fullmatch(text):
        return _certain(*(int(each) for each in found.groups()))
    for pattern in NAMED_DAYS:
        if (found := pattern.fullmatch(text)) and (month := _month(found["month"])):
            return _within(date(int(found["year"]), month, int(found["day"])), "day")
    if (found := NAMED_MONTH.fullmatch(text)) and (month := _month(found["month"])):
        return _within(date(int(found["year"]), month, 1), "month")
    if found := QUARTER.fullmatch(text):
        quarter, year = found[1] or found[4], found[2] or found[3]
        return _within(date(int(year), int(quarter) * 3 - 2, 1), "quarter")
    if found := MONTH.fullmatch(text):
        return _within(date(int(found[1] or found[4]), int(found[2] or found[3]), 1), "month")
    if found := YEAR.fullmatch(text):
        return _within(date(int(found[1]), 1, 1), "year")
    return None


def _certain(first: int, second: int, year: int) -> tuple[date, str] | None:
    """Only one of the two can be the month, or both are the same."""
    if min(first, second) > 12 or (max(first, second) <= 12 and first != second):
        return None
    return _within(date(year, min(first, second), max(first, second)), "day")


def _bare(word: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(each))


NUMBERS: Final = {
    **{_bare(name): place % 12 + 1 for place, name in enumerate(MONTHS)},
    **{name: place for place, name in enumerate(SHORT, start=1)},
    **SHORTER,
}


def _month(word: str) -> int | None:
    """By its name or a usual short form, in English or French."""
    return NUMBERS.get(_bare(word))


def _within(day: date, precision: str) -> tuple[date, str] | None:
    return (day, precision) if EARLIEST <= day.year <= LATEST else None
