"""For administrators: who has access to what, since when and granted by whom; inviting, granting, withdrawing,
closing."""
