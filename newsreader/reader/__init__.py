"""The use-cases as plain blocking calls, without Qt; the window and the command line use the same."""
