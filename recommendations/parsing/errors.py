"""Refusals of the readers: codes for the doors to put into words."""


class ParsingRefused(Exception):  # noqa: N818 - a refusal is not an error
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unreadable(ParsingRefused):
    """empty, not_utf8 or binary: no document can be made of these bytes."""


class QuoteNotLocated(ParsingRefused):
    """empty_quote, not_in_text, more_than_once or no_such_occurrence."""

    def __init__(self, code: str, quote: str) -> None:
        super().__init__(code)
        self.quote = quote
