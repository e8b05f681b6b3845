"""The ways through a corpus that `scale.py` measures, each in a process of its own."""

from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LAYERS = ("entities", "people")


def say(**told: Any) -> None:
    print("TOLD " + json.dumps(told), flush=True)


def read(path: str) -> Iterator[str]:
    with open(path, encoding="utf8") as file:
        for line in file:
            yield json.loads(line)["text"]


def pipe(path: str, n: int, *, kill: bool = False) -> None:
    import multiprocessing

    import vntext

    docs = vntext.pipe(read(path), layers=LAYERS, n_process=n)
    done = found = 0
    half = sum(1 for _ in read(path)) // 2
    vntext.analyze("A b.", layers=LAYERS)
    say(ready=time.time())
    for doc in docs:
        found += len(doc.entities) + len(doc.people)
        done += 1
        if done == half and kill:
            os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    say(done=time.time(), rows=done, found=found)


def corpus(path: str, *, kill: bool = False) -> None:
    """The command as a user runs it."""
    with tempfile.TemporaryDirectory(prefix="vntext-scale-") as folder:
        command = [sys.executable, "-m", "vntext", "corpus", path, "-o", f"{folder}/out"]
        command += ["--layers", ",".join(LAYERS), "--workers", "2", "--id-field", "id", "--quiet"]
        out = pathlib.Path(folder, "out")
        half = sum(1 for _ in read(path)) // 2
        say(ready=time.time())
        if kill:
            first = subprocess.Popen(command, start_new_session=True)
            while first.poll() is None and _done(out) < half:
                time.sleep(0.02)
            os.killpg(first.pid, signal.SIGKILL)
            first.wait()
        subprocess.run(command, check=True)
        end = time.time()
        import pyarrow.parquet as pq

        table = pq.read_table(out, columns=list(LAYERS))
        # people of a table are mentions: how many people they are tells the last of them
        found = sum(len(row) for row in table["entities"].to_pylist())
        found += sum(row[-1]["person"] + 1 for row in table["people"].to_pylist() if row)
        say(done=end, rows=len(table), found=found)


def _done(out: pathlib.Path) -> int:
    try:
        state = json.loads((out / "_vntext/state.json").read_text())
    except (OSError, ValueError):
        return 0
    return int(state["good"] + state["bad"])


def counted(rows: list[Any]) -> int:
    return sum(row["n"] for row in rows)


def on_ray(path: str) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc
    import ray
    import ray.data

    from vntext.integrations.ray import analyze_dataset

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=2**28)
    ray.data.DataContext.get_current().enable_progress_bars = False
    data = ray.data.read_json(path, override_num_blocks=64, lines=True)
    analyze_dataset(data.limit(2), layers=LAYERS).take_all()
    say(ready=time.time())

    def count(table: pa.Table) -> pa.Table:
        n = pc.sum(pc.list_value_length(table["entities"])).as_py() or 0
        n += sum(row[-1]["person"] + 1 for row in table["people"].to_pylist() if row)
        return pa.table({"n": [n], "rows": [len(table)]})

    found = analyze_dataset(data, layers=LAYERS).map_batches(count, batch_format="pyarrow")
    rows = found.take_all()
    say(done=time.time(), rows=sum(r["rows"] for r in rows), found=counted(rows))
    ray.shutdown()


def on_spark(path: str) -> None:
    from pyspark.sql import SparkSession, functions as f

    from vntext.integrations.spark import analyze_dataframe

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1536]")
        .config("spark.executor.memory", "1g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.files.maxPartitionBytes", "1m")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "256")
        .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
        .getOrCreate()
    )
    frame = spark.read.json(path)
    analyze_dataframe(frame.limit(2), layers=LAYERS).collect()
    say(ready=time.time())
    people = f.when(f.size("people") > 0, f.element_at("people", -1)["person"] + 1).otherwise(0)
    row = (
        analyze_dataframe(frame, layers=LAYERS)
        .select((f.size("entities") + people).alias("n"))
        .agg(f.count("*").alias("rows"), f.sum("n").alias("n"))
        .collect()[0]
    )
    say(done=time.time(), rows=row["rows"], found=row["n"])
    spark.stop()
