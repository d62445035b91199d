"""The promised shapes: they turn rows into answers, and hold back what is not released. No rule is made here."""
