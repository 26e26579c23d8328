"""For the people at a desk: annotated copies and blank templates."""
