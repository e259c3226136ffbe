"""The folder, the journal of state and the settings file: everything that touches the disk."""
