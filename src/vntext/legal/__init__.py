"""Legal documents: references to them in any text, and whole documents.

`read` reads a whole document. `find.find_references` reads a normalised text;
`resolve.resolve_legal_references` groups the references of a document; `annotate.annotate` marks or
links them; `export` writes them as text, CSV or JSON. The tables stand in ``data/legal``.

The names of the package are loaded when they are first used.
"""

from __future__ import annotations

from vntext._lazy import attach

__getattr__, __dir__, __all__ = attach(globals())
