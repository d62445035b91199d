"""Refusals of the readers: codes for the doors to put into words."""


class ParsingRefused(Exception):  # noqa: N818 - a refusal is not an error
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unreadable(ParsingRefused):
    """No document can be made of these bytes.

    empty, binary, not_utf8, unknown_encoding (the encoding asked for cannot be it), damaged, encrypted,
    scan (pages without text), no_letters (its letters cannot be told), old_word (a .doc), too_large,
    too_many_pages, archive_bomb, nested_too_deep, wrong_kind (an archive or text of another program), no_paragraphs
    (only headings). Where it is read apart: too_slow, too_much_memory, crashed (the reader's own fault).
    """


class EncodingUnsure(Unreadable):
    """encoding_unsure: a person must say which of the candidates it is; each is an encoding and how it reads."""

    def __init__(self, candidates: tuple[tuple[str, str], ...]) -> None:
        super().__init__("encoding_unsure")
        self.candidates = candidates


class QuoteNotLocated(ParsingRefused):
    """empty_quote, not_in_text, more_than_once or no_such_occurrence."""

    def __init__(self, code: str, quote: str) -> None:
        super().__init__(code)
        self.quote = quote
