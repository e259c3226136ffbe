"""Articles by people who mean harm, or by programs that went wrong (security.md section 4)."""
