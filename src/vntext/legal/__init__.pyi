"""The names of `vntext.legal`, each with the module that holds it."""

from vntext.legal.act import (
    Amendment as Amendment,
    Definition as Definition,
    InnerReference as InnerReference,
    LegalDocument as LegalDocument,
    Node as Node,
    Quoted as Quoted,
)
from vntext.legal.identity import (
    Basis as Basis,
    BasisReference as BasisReference,
    Identity as Identity,
)
from vntext.legal.reader import read as read

__all__: list[str]
