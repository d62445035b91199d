"""Organizations and themes as files, out and in: each row through the verbs, all of them or none."""
