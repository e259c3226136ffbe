"""Any input, and any history: what must hold is a law, not an example (security.md section 8)."""
