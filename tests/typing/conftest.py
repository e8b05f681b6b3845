"""Programs that type checkers read are no tests to import."""

collect_ignore = ["client.py", "wrong.py"]
