"""References to legal and party documents."""
