"""What is seen: one small module per view, its JavaScript and CSS beside it as files."""
