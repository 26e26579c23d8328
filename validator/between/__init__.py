"""Reports beside one another: years of one organ, parts of a whole, copies."""
