"""Sphinx settings; build with `make docs`."""

project = "vntext"
author = "the vntext authors"
copyright = "2026, the vntext authors"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "vntext"
exclude_patterns = ["_build"]
autodoc_member_order = "bysource"
napoleon_use_ivar = True  # attributes that are properties or fields, too, are described once
autodoc_typehints = "description"
suppress_warnings = ["myst.xref_missing", "ref.python"]


def _language(app, pagename, templatename, context, doctree):
    """Pages in Vietnamese say so to browsers and screen readers."""
    if pagename.startswith("vi/"):
        context["language"] = "vi"


def setup(app):
    """Called by Sphinx."""
    app.connect("html-page-context", _language)
