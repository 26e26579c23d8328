"""The commands, one module each: its own imports are light, what it runs is imported when it is called."""
