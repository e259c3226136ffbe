"""Values and rules: no disk, no network, no clock, no Qt; the standard library only."""
