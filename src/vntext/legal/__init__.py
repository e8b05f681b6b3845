"""References to legal and party documents.

`find.find_references` reads a normalised text; `resolve.resolve_legal_references` groups the
references of a document; `annotate.annotate` marks or links them; `export` writes them as text,
CSV or JSON. The tables stand in ``data/legal``.
"""
