"""What the workers of a corpus do: texts in, rows of Parquet or JSONL out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from vntext.document import Document
from vntext.integrations.tables import TABLES, encodable, layers_of
from vntext.pipeline import default_pipeline

__all__ = ["Analysis"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """The layers of texts as they are written.

    Attributes:
        tables: The layers, as tables.
        options: Options of `vntext.pipe` that hold for all texts.
        parquet: Whether Arrow is made of them, or JSON.
    """

    tables: tuple[str, ...]
    options: dict[str, Any]
    parquet: bool

    def __call__(self, texts: list[str], *extra: Any) -> Any:
        """The rows of some texts.

        Args:
            texts: The texts.
            *extra: What they are (``source``).

        Returns:
            For Parquet one record batch as Arrow IPC, with a column ``error``; for JSONL a pair for
            each text: its layers as JSON and ``""``, or ``""`` and what is wrong with it.
        """
        (source,) = extra
        if self.parquet:
            return self._arrow(texts, source)
        options = {**self.options, "source": source, "layers": layers_of(self.tables)}
        out = []
        for doc in default_pipeline().pipe(texts, on_error="return", **options):
            if isinstance(doc, Document):
                out.append((self._json(doc), ""))
            else:
                out.append(("", encodable(f"{type(doc.error).__name__}: {doc.error}")))
        return out

    def _json(self, doc: Document) -> str:
        found: dict[str, list[dict[str, Any]]] = {}
        for name in self.tables:
            table = TABLES[name]
            found[name] = [dict(zip(table.columns, row, strict=True)) for row in table.rows(doc)]
        return json.dumps(found, ensure_ascii=False)

    def _arrow(self, texts: list[str], source: Any) -> bytes:
        import pyarrow as pa

        from vntext.integrations.arrow import analyze_batch

        array = pa.array(map(encodable, texts), pa.string(), size=len(texts))
        batch = analyze_batch(
            array, layers=self.tables, source=source, on_error="return", **self.options
        )
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as stream:
            stream.write_batch(batch)
        return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]

    def prepare(self) -> None:
        """Loads the models."""
        self(["A b."], "plain")
