"""Ray and Spark on local clusters of two workers: the same as one process, kills included."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import textwrap

import pytest

import vntext

pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")

from vntext.integrations.arrow import analyze_batch  # noqa: E402 - skipped above without pyarrow
from vntext.integrations.engines import Batches  # noqa: E402 - as above

LAYERS = ["entities", "people", "places", "paragraphs"]

COMMON = '''
import json, os, pathlib, signal, sys
import vntext
from vntext.spans import Spans

LAYERS = ["entities", "people", "places", "paragraphs"]

def rows():
    texts = [f"Bà Lê Thị Mai, Giám đốc Sở Y tế, về Huế lần {i}." for i in range(60)]
    texts[7], texts[13] = None, ""
    texts[50] += " Bà ở lại đến hết tuần sau mới về."
    return [{"id": i, "text": text} for i, text in enumerate(texts)]

class Deadly:
    """Finds no entities; kills what it runs in, once, in the middle of the work."""

    def __init__(self, flag, generation):
        self.flag, self.generation = pathlib.Path(flag), generation

    def tag(self, batch):
        if "lần 40." in batch.text and not self.flag.exists():
            self.flag.touch()
            pid = os.getpid()
            for _ in range(self.generation):  # not itself, but its parent, or the parent of that
                stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
                pid = int(stat.rpartition(")")[2].split()[1])
            os.kill(pid, signal.SIGKILL)
        return []

def tell(**results):
    print("RESULT " + json.dumps(results))
'''

RAY = """
    import ray, ray.data
    from common import *
    from vntext.integrations.ray import analyze_dataset

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, object_store_memory=2**27)
    data = ray.data.from_items(rows(), override_num_blocks=6)

    def run(**options):
        return sorted(analyze_dataset(data, **options).take_all(), key=lambda row: row["id"])

    plain = run(layers=LAYERS)
    deadly = vntext.Pipeline(tagger=Deadly(sys.argv[1], 0), max_chars=60)
    killed = run(layers=["entities", "sentences"], pipeline=deadly, on_error="return", batch_size=8)
    tell(plain=plain, killed=killed)
    ray.shutdown()
"""

SPARK = """
    from pyspark.sql import SparkSession
    from common import *
    from vntext.integrations.spark import analyze_dataframe

    builder = SparkSession.builder.master("local-cluster[2,1,768]")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.executor.memory": "512m",
        "spark.executorEnv.PYTHONPATH": os.environ["PYTHONPATH"],
        "spark.sql.shuffle.partitions": "2",
    }.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    frame = spark.createDataFrame(rows(), "id int, text string").repartition(4)

    def run(**options):
        found = analyze_dataframe(frame, **options).collect()
        return sorted((row.asDict(recursive=True) for row in found), key=lambda row: row["id"])

    plain = run(layers=LAYERS)
    deadly = vntext.Pipeline(tagger=Deadly(sys.argv[1], 2), max_chars=60)
    killed = run(layers=["entities", "sentences"], pipeline=deadly, on_error="return")
    tell(plain=plain, killed=killed)
    spark.stop()
"""


def has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(shutil.which("java") or (home and os.path.exists(f"{home}/bin/java")))


@pytest.fixture
def results(tmp_path):
    """What a script on a cluster says it got."""
    (tmp_path / "common.py").write_text(COMMON, "utf8")

    def run(code: str) -> dict:
        path = tmp_path / "script.py"
        path.write_text(textwrap.dedent(code), "utf8")
        paths = [str(tmp_path), *(p for p in sys.path if p)]
        env = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "PYSPARK_PYTHON": sys.executable,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "RAY_USAGE_STATS_ENABLED": "0",
            # virtual machines that live for seconds: they start in half the time
            "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto",
        }
        done = subprocess.run(
            [sys.executable, str(path), str(tmp_path / "flag")],
            cwd=tmp_path,
            env=env,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )
        told = [x for x in done.stdout.splitlines() if x.startswith("RESULT ")]
        assert told, (done.returncode, done.stdout[-3000:], done.stderr[-6000:])
        assert (tmp_path / "flag").exists()  # the kill has happened
        return json.loads(told[0].removeprefix("RESULT "))

    return run


def expected() -> dict[str, list]:
    """The same of one process; the pipeline of the kill finds no entities."""
    namespace: dict = {}
    exec(COMMON, namespace)

    class Nothing:
        def tag(self, batch):
            return []

    table = pa.Table.from_pylist(namespace["rows"]())
    plain = analyze_batch(table, layers=LAYERS, dictionaries=False)
    short = vntext.Pipeline(tagger=Nothing(), max_chars=60)
    killed = analyze_batch(
        table, layers=["entities", "sentences"], pipeline=short, on_error="return"
    )
    return {"plain": plain.to_pylist(), "killed": killed.to_pylist()}


def assert_equal(got: dict, want: dict) -> None:
    assert got["plain"] == want["plain"]
    assert len(got["plain"][0]["people"]) == 1
    assert [r["id"] for r in got["killed"]] == list(range(60))
    for one, other in zip(got["killed"], want["killed"], strict=True):
        # the message says which row of its batch it is
        assert (one.pop("error") is None) == (other.pop("error") is None)
        assert one == other
    assert [r["id"] for r in got["killed"] if r["sentences"] is None] == [7, 50]


@pytest.mark.skipif(not importlib.util.find_spec("ray"), reason="ray is not installed")
def test_ray_gives_the_same_and_survives_a_killed_worker(results):
    assert_equal(results(RAY), expected())


@pytest.mark.skipif(not importlib.util.find_spec("pyspark"), reason="pyspark is not installed")
@pytest.mark.skipif(not has_java(), reason="there is no Java for Spark")
@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks for the executor in /proc")
def test_spark_gives_the_same_and_survives_a_killed_executor(results):
    assert_equal(results(SPARK), expected())


@pytest.mark.parametrize("form", [pa.Table, pa.RecordBatch])
def test_batches_of_any_size_are_analysed_in_slices(form, monkeypatch):
    monkeypatch.setattr("vntext.integrations.engines.SLICE_ROWS", 3)
    batches = Batches("text", ["words"], None, "return")
    for n in (0, 1, 3, 7):
        data = form.from_pydict(
            {"text": pa.array(["Trời mưa.", None, 7 * "a"][:n] * n, pa.string())}
        )
        out = batches(data)
        assert isinstance(out, form)
        assert (
            out.to_pydict() == analyze_batch(data, layers=["words"], on_error="return").to_pydict()
        )
        assert out.schema.names == ["text", *batches.schema().names]


@pytest.mark.parametrize(
    ("module", "call", "extra"),
    [("ray", "analyze_dataset", "ray"), ("spark", "analyze_dataframe", "spark")],
)
def test_an_engine_that_is_missing_is_named(monkeypatch, module, call, extra):
    for name in ("ray", "ray.data", "pyspark", "pyspark.sql.pandas.types", "pyspark.sql.types"):
        monkeypatch.setitem(sys.modules, name, None)
    engine = importlib.import_module(f"vntext.integrations.{module}")
    with pytest.raises(vntext.MissingExtraError, match=rf"vntext\[{extra}\]"):
        getattr(engine, call)(None)


def test_options_are_checked_before_anything_is_sent():
    class Local:
        def tag(self, batch):
            return []

    for options, why in (
        ({"layers": ["word"]}, "a layer is one of"),
        ({"on_error": "skip"}, "on_error"),
        ({"pipeline": vntext.Pipeline(tagger=Local())}, "cannot be sent to other processes"),
        ({"source": "docx"}, "source must be one of"),
    ):
        given = {"column": "text", "layers": ["words"], "pipeline": None, "on_error": "raise"}
        with pytest.raises(vntext.InvalidOptionError, match=why):
            Batches(**(given | options))
