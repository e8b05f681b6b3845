"""The names of `vntext.legal`, each with the module that holds it."""

from vntext.legal.act import (
    Amendment as Amendment,
    Definition as Definition,
    InnerReference as InnerReference,
    LegalDocument as LegalDocument,
    Node as Node,
    Quoted as Quoted,
)
from vntext.legal.acts import (
    Act as Act,
    ActTable as ActTable,
    Force as Force,
    in_force as in_force,
    lookup_act as lookup_act,
)
from vntext.legal.bases import (
    Basis as Basis,
    BasisReference as BasisReference,
)
from vntext.legal.consolidate import (
    Applied as Applied,
    Consolidated as Consolidated,
    apply as apply,
)
from vntext.legal.identity import Identity as Identity
from vntext.legal.judgment import (
    Judgment as Judgment,
    Participant as Participant,
)
from vntext.legal.reader import read as read
from vntext.legal.retrieval import (
    Chunk as Chunk,
    chunks as chunks,
    citing as citing,
    exists as exists,
)

__all__: list[str]
