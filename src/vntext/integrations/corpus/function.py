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
        dated: Whether texts come as pairs of a text and its day.
    """

    tables: tuple[str, ...]
    options: dict[str, Any]
    parquet: bool
    dated: bool = False

    def __call__(self, texts: list[Any], *extra: Any) -> Any:
        """The rows of some texts.

        Args:
            texts: The texts, or pairs of a text and its day.
            *extra: What they are (``source``).

        Returns:
            For Parquet one record batch as Arrow IPC, with a column ``error``; for JSONL a pair for
            each text: its layers as JSON and ``""``, or ``""`` and what is wrong with it.
        """
        (source,) = extra
        if self.parquet:
            return self._arrow(texts, source)
        options = {**self.options, "source": source, "layers": layers_of(self.tables)}
        rows = texts if self.dated else [(text, "") for text in texts]
        if self.dated:
            options["reference"] = str
        out = []
        for doc, _ in default_pipeline().pipe(rows, as_tuples=True, on_error="return", **options):
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

    def _arrow(self, given: list[Any], source: Any) -> bytes:
        import pyarrow as pa

        from vntext.integrations.arrow import analyze_batch

        texts = [text for text, _ in given] if self.dated else given
        data = pa.array(map(encodable, texts), pa.string(), size=len(texts))
        options = {**self.options, "source": source, "layers": self.tables}
        if self.dated:
            days = pa.array([day for _, day in given], pa.string())
            data = pa.RecordBatch.from_arrays([data, days], ["text", "_day"])
            options["reference_column"] = "_day"
        batch = analyze_batch(data, on_error="return", **options)
        if self.dated:
            batch = batch.drop_columns(["text", "_day"])
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as stream:
            stream.write_batch(batch)
        return sink.getvalue().to_pybytes()  # type: ignore[no-any-return]

    def prepare(self) -> None:
        """Loads the models."""
        self([("A b.", "") if self.dated else "A b."], "plain")
