"""Long runs, started by hand; each prints how many times it tried what, and ends with 1 where anything was lost."""
