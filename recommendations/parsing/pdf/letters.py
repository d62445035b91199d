"""The letters of a PDF page with their places, as its text layer gives them."""

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as raw

HYPHENS: Final = frozenset({0x02, 0xAD, 0xFFFE})  # what the library makes of a hyphen at a line's end
LINE_ENDS: Final = frozenset({0x0A, 0x0D})
LIGATURES: Final = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
BOLD: Final = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
ITALIC: Final = re.compile(r"italic|oblique", re.IGNORECASE)
WEIGHT_OF_BOLD: Final = 600
UPRIGHT: Final = 0.1  # of a radian


@dataclass(slots=True)
class Letter:
    """`spaced`: the file shows a space before it; `turned`: it does not stand upright. Heights grow downwards."""

    text: str
    x0: float
    x1: float
    top: float
    base: float
    size: float
    bold: bool
    italic: bool
    spaced: bool
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    size: float
    bold: bool
    italic: bool


class Fonts:
    """How the text objects of one page are set, each looked up once."""

    def __init__(self) -> None:
        self._of_object: dict[int, Font] = {}
        self._of_font: dict[int, tuple[bool, bool]] = {}

    def of(self, textpage: Any, at: int) -> Font:
        handle = raw.FPDFText_GetTextObject(textpage, at)
        key = ctypes.cast(handle, ctypes.c_void_p).value or 0
        if key not in self._of_object:
            self._of_object[key] = self._look_up(handle, textpage, at)
        return self._of_object[key]

    def _look_up(self, handle: Any, textpage: Any, at: int) -> Font:
        size = raw.FPDFText_GetFontSize(textpage, at)
        matrix = raw.FS_MATRIX()
        if raw.FPDFPageObj_GetMatrix(handle, matrix):
            size *= math.hypot(matrix.c, matrix.d) or 1.0
        font = raw.FPDFTextObj_GetFont(handle)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._of_font:
            self._of_font[key] = _weight(font)
        bold, italic = self._of_font[key]
        return Font(abs(size), bold, italic)


def _weight(font: Any) -> tuple[bool, bool]:
    if not font:
        return False, False
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    name = buffer.value.decode("utf-8", "replace")
    angle = ctypes.c_int(0)
    raw.FPDFFont_GetItalicAngle(font, angle)
    heavy = raw.FPDFFont_GetWeight(font) >= WEIGHT_OF_BOLD
    return bool(BOLD.search(name)) or heavy, bool(ITALIC.search(name)) or angle.value != 0


def _upright_place(box: Any, turn: int, width: float, height: float) -> tuple[float, float, float, float]:
    """x0, top, x1, bottom as the page is shown: pages may be turned by quarters."""
    x0, x1, y0, y1 = box.left, box.right, min(box.bottom, box.top), max(box.bottom, box.top)
    if turn == 90:
        return y0, x0, y1, x1
    if turn == 180:
        return width - x1, y0, width - x0, y1
    if turn == 270:
        return width - y1, height - x1, width - y0, height - x0
    return x0, height - y1, x1, height - y0


def letters(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Iterator[Letter]:
    """Every letter that is no space, in the order of the file."""
    fonts, box, x, y = Fonts(), raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    turn, (width, height) = page.get_rotation(), page.get_size()
    text = textpage.raw
    spaced = False
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        if code in LINE_ENDS or code == 0x20 or chr(code).isspace() or code == 0:
            spaced = True
            continue
        if not raw.FPDFText_GetLooseCharBox(text, at, box):
            continue
        tilt = raw.FPDFText_GetCharAngle(text, at)
        turned = tilt >= 0 and abs(math.remainder(tilt + math.radians(turn), math.tau)) > UPRIGHT
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        x0, top, x1, bottom = _upright_place(box, turn, width, height)
        if not (-width < x0 < width and 0 < x1 < 2 * width and -height < top < height and 0 < bottom < 2 * height):
            continue  # beside the page, or nowhere
        base = height - y.value if turn == 0 else bottom
        font = fonts.of(text, at)
        sign = "-" if code in HYPHENS else chr(code)
        sign = LIGATURES.get(sign, sign) if code < 0xD800 or code > 0xDFFF else "\ufffd"
        yield Letter(sign, x0, x1, top, base, font.size, font.bold, font.italic, spaced, turned)
        spaced = False
