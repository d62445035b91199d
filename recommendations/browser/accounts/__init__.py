"""Signing in and out, invitations, forgotten passwords, and the pages of one's own account."""

from recommendations.browser.accounts.signing import safe

__all__ = ["safe"]
