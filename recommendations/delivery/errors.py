class Unreachable(Exception):  # noqa: N818 - it names what happened
    """The other end does not answer at all, so other messages would not get through either."""
