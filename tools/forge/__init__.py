"""Reports with known truth in many layouts: figures → sheets → story → bytes, and faults to be found in them."""
