"""The result set of an audit: entries of reports, in path order → files. Each output is one module and reads once."""
