"""Documents to look at: HTML pages, notebook views, tables, input for displaCy.

Everything here reads the public `vntext.document.Document` alone, needs no package beyond the
standard library, and escapes every character that comes from the text.

Example:
    >>> from vntext.document import Document, Entity
    >>> doc = Document("Ông An ở Huế", entities=(Entity(4, 6, "An", "PERSON"),))
    >>> "<b class=P" in render_html(doc)
    True
"""

from __future__ import annotations

from vntext.render.displacy import displacy_options, to_displacy
from vntext.render.html import LAYERS, render_html, render_notebook
from vntext.render.parts import render_people, render_references, render_summary
from vntext.render.table import Table, table

__all__ = [
    "LAYERS",
    "Table",
    "displacy_options",
    "render_html",
    "render_notebook",
    "render_people",
    "render_references",
    "render_summary",
    "table",
    "to_displacy",
]
