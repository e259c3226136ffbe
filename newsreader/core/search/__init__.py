"""Search: what a text holds for it (`words`), what can be asked (`tree`), and how that is typed (`parsing`)."""
