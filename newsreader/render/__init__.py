"""From an article's Markdown to a page of values, in a process that can be killed."""
