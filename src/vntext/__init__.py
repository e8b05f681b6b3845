"""Vietnamese text: words, people and their titles, legal references, places, dates, summaries.

Every result is a span of the untouched text:

    >>> import vntext
    >>> doc = vntext.analyze("Sáng 24/5, đồng chí Lê Văn An, Bí thư Tỉnh ủy, dự hội nghị.")
    >>> [(e.text, e.label) for e in doc.entities]
    [('24/5', 'DATE'), ('Lê Văn An', 'PERSON'), ('Bí thư Tỉnh ủy', 'TITLE'), ('Tỉnh ủy', 'ORG')]
    >>> doc.people[0].titles[0].organization.text
    'Tỉnh ủy'

The names below are loaded when they are first used; importing the package loads no model and no
heavy package.
"""

from __future__ import annotations

from vntext._lazy import attach
from vntext._views import register_views

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = attach(globals())
__all__ += ["__version__"]

register_views()
