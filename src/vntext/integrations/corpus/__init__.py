"""``vntext corpus``: folders of files in, parts of Parquet or JSONL out."""
