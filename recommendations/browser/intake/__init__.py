"""Any report in: files that stewards give, what is proposed of them, and what becomes of it."""
