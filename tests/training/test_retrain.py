"""Each model can be trained again, by its own command; here on a tiny corpus."""

import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

import numpy as np
import pytest

from vntext import resources
from vntext.entities.tagger_model import MODEL
from vntext.kernel import kernel
from vntext.text.accents_confidence import Evidence, features

ROOT = pathlib.Path(__file__).parents[2]
TRAINING = ROOT / "training"
SCRIPTS = sorted(
    p.stem for p in TRAINING.glob("*.py") if re.search(r"parse_args|--help", p.read_text("utf8"))
)


def needs(*packages):
    missing = [p for p in packages if importlib.util.find_spec(p) is None]
    return pytest.mark.skipif(
        bool(missing), reason=f"needs the extra train: {', '.join(missing)} not installed"
    )


def python(*arguments, folder=None, own=None):
    """Runs Python in the folder of the scripts; gives what it prints."""
    env = {k: v for k, v in os.environ.items() if k != "VNTEXT_DATA"}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "src"), str(TRAINING)])
    if folder:
        env["VNTEXT_DATA"] = str(folder)
    if own:
        env["VNTEXT_OWN"] = str(own)
    run = subprocess.run(
        [sys.executable, *map(str, arguments)], env=env, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-3000:]
    return run.stdout


def train(script, data, out, *arguments):
    return python(TRAINING / f"{script}.py", "--out", out, *arguments, folder=data)


def using(out, code):
    """Runs code with the tables and models of `out` in the place of the package's."""
    names = [p.relative_to(out).as_posix() for p in sorted(out.rglob("*")) if p.is_file()]
    read = "".join(f"corpora.read_instead({n!r}, pathlib.Path({str(out / n)!r}))\n" for n in names)
    return python("-c", f"import pathlib, corpora\n{read}import vntext\n{code}")


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_says_how_it_is_used(script):
    assert script in python(TRAINING / f"{script}.py", "--help")


@pytest.mark.parametrize("script", ["accents", "capitals", "words"])
def test_missing_data_are_named(script, tmp_path):
    for folder, says in ((None, "VNTEXT_DATA"), (tmp_path, f"{tmp_path}/")):
        with pytest.raises(AssertionError, match="no training data") as e:
            train(script, folder, tmp_path)
        assert says in str(e.value)
        assert "training/DATA.md" in str(e.value)


def test_characters(tmp_path):
    name = "text/characters.safetensors"
    python(TRAINING / "characters.py", "--out", tmp_path)
    version = ".".join(map(str, resources.load_model(name)["unicode"]))
    if version == unicodedata.unidata_version:
        assert (tmp_path / name).read_bytes() == resources._bytes(name)
    assert using(tmp_path, "print(vntext.normalize('hòan tòan'))").strip() == "hoàn toàn"


def test_capitals(data, tmp_path):
    assert "lines right" in train("capitals", data, tmp_path)
    rows = (tmp_path / "text/capitals.tsv").read_text("utf8").splitlines()
    weights = dict(row.rsplit("\t", 1) for row in rows if not row.startswith("#"))
    assert float(weights["ấn độ"]) > 0 > float(weights["ảnh"])


def test_case(data, tmp_path):
    assert "F1 of capitals" in train("case", data, tmp_path, "--words", 20000)
    code = (
        "from vntext.text.reading import read_texts\nprint(read_texts(['theo sở y tế, bà vui.']))"
    )
    assert "Theo Sở Y tế" in using(tmp_path, code)


def test_words(data, tmp_path):
    train("words", data, tmp_path)
    found = using(
        tmp_path, "print(vntext.word_tokenize('Bệnh nhân mong Sở Y tế sớm xây dựng cầu mới.'))"
    )
    assert found.strip() == str(
        ["Bệnh nhân", "mong", "Sở", "Y tế", "sớm", "xây dựng", "cầu", "mới", "."]
    )


@pytest.mark.skipif(kernel() is None, reason="needs the compiled kernel")
def test_accents(data, tmp_path):
    train("accents", data, tmp_path)
    assert "học" in (tmp_path / "text/syllables.tsv").read_text("utf8").split()
    found = using(tmp_path, "print(vntext.restore_diacritics('Theo So Y te, hoc sinh rat vui.'))")
    assert found.strip() == "Theo Sở Y tế, học sinh rất vui."


@pytest.mark.skipif(kernel() is None, reason="needs the compiled kernel")
@needs("sklearn")
def test_confidence_of_accents(data, tmp_path):
    train("accents", data, tmp_path)
    held = tmp_path / "held"
    out = train("accents_net", data, tmp_path, "--held", held, "--first", 0)
    assert "steps, loss" in out
    found = using(tmp_path, "print(vntext.restore_diacritics('Theo So Y te, hoc sinh rat vui.'))")
    assert found.strip() == "Theo Sở Y tế, học sinh rất vui."
    out = train("accents_confidence", data, tmp_path, held)
    assert "chat: confidence, share that is right" in out
    lines = (tmp_path / "text/accents-confidence.tsv").read_text("utf8").splitlines()
    names = [line.split("\t")[0] for line in lines if line[0] != "#"]
    one = [np.ones(1)] * 6
    assert names == list(features(Evidence(*one, np.zeros(1, int))))


@needs("sklearn")
def test_captions_and_roles(data, tmp_path):
    train("captions", data, tmp_path, "--least", 3)
    code = "from vntext.roles.captions import caption_words as f; print(f('Quang cảnh lễ') > 0)"
    assert using(tmp_path, code).strip() == "True"
    out = train("roles", data, tmp_path)
    right = [float(line.split("=")[1].split("%")[0]) for line in out.splitlines() if "=" in line]
    assert len(right) == 2
    assert min(right) > 90


@needs("sklearn")
def test_summary(data, tmp_path):
    assert "240 articles" in train("summaries", data, tmp_path, "--least", 2)
    code = (
        "text = 'Lễ khởi công\\n' + ' '.join(f'Ông An nói việc số {k} ở Huế.' for k in range(9))\n"
        "print(len(vntext.summarize(text, sentences=2).sentences))"
    )
    assert using(tmp_path, code).strip() == "2"


@needs("sklearn")
def test_key_phrases(data, tmp_path):
    out = train("keyphrases", data, tmp_path, "--least", 2, "--tagged", 20, "--phrases", 60)
    assert "120 articles" in out
    code = (
        "text = 'Lễ khởi công. ' + ' '.join(f'Ông An nói về học sinh ở Huế.' for k in range(9))\n"
        "print([p.text for p in vntext.keyphrases(text, 2)])"
    )
    assert using(tmp_path, code).count(",") == 1


CLASSES = """
import sys, json, pathlib
import numpy as np, corpora
from vntext.tokens.column import CAPITALIZED, MIXED, tokenize
t = tokenize("\\n".join(a["text"] for a in corpora.gold("train")))
rows = sorted(set(zip(t.keys.tolist(), ((t.shapes >= CAPITALIZED) & (t.shapes <= MIXED)).tolist())))
rng = np.random.default_rng(1)
classes = {f"class{k}": rng.integers(0, k, len(rows)).astype(np.int16) for k in (64, 256, 1024)}
np.savez(
    sys.argv[1], keys=np.array([k for k, _ in rows], np.uint64), counts=np.ones(len(rows)),
    cased=np.array([c for _, c in rows]), vectors=rng.normal(size=(len(rows), 64)), **classes,
)
"""
TAGGED = (
    "doc = vntext.analyze('Ông Lê Văn An, Giám đốc Sở Y tế, nói học sinh ở Hà Giang rất vui.')\n"
    "print([(e.text, e.label) for e in doc.entities if e.label in ('PERSON', 'LOC')])"
)
FOUND = str([("Lê Văn An", "PERSON"), ("Hà Giang", "LOC")])
compiled = pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc, which builds the CRF")


@compiled
def test_entities_from_annotated_articles_alone(data, tmp_path):
    python("-c", CLASSES, tmp_path / "classes.npz", folder=data)
    train("entities", data, tmp_path / "out", tmp_path / "classes.npz", "--silver", 0)
    assert using(tmp_path / "out", TAGGED).strip() == FOUND


@compiled
@pytest.mark.parametrize("way", [("--silver", 3000, "--earlier"), ("--further", 20)])
def test_entities_with_the_tagger_of_the_package(data, tmp_path, way):
    python("-c", CLASSES, tmp_path / "classes.npz", folder=data)
    train("entities", data, tmp_path / "out", tmp_path / "classes.npz", *way)
    assert using(tmp_path / "out", TAGGED).strip() == FOUND


@pytest.fixture
def few(tmp_path):
    """A folder with twenty of the texts written for the tagger: hundreds would take minutes."""
    file = TRAINING / "annotations/own/tech.txt"
    folder = tmp_path / "few"
    folder.mkdir()
    texts = file.read_text("utf8").split("\n== ")
    (folder / file.name).write_text("\n== ".join(texts[:21]), "utf8")
    return folder


@compiled
def test_scores_are_calibrated_on_texts_that_were_not_seen(data, tmp_path, few):
    classes, out = tmp_path / "classes.npz", tmp_path / "out"
    python("-c", CLASSES, classes, folder=data)
    train("entities", data, out, classes, "--silver", 0)
    python(
        TRAINING / "entities_scores.py", classes, "--folds", 2, "--out", out, folder=data, own=few
    )
    assert using(out, TAGGED).strip() == FOUND
    scores = "print(all(0 < e.score < 1 for e in doc.entities if e.rule == 'tagger'))"
    assert using(out, TAGGED.splitlines()[0] + "\n" + scores).strip() == "True"


@compiled
def test_scores_of_a_model_that_was_trained_on(data, tmp_path, few):
    classes, out = tmp_path / "classes.npz", tmp_path / "out"
    python("-c", CLASSES, classes, folder=data)
    train("entities", data, out, classes, "--further", 20)
    before = (out / MODEL).read_bytes()
    way = ("--folds", 2, "--further", 20, "--out", out)
    python(TRAINING / "entities_scores.py", classes, *way, folder=data, own=few)
    assert (out / MODEL).read_bytes() != before
    assert using(out, TAGGED).strip() == FOUND


@compiled
@needs("torch", "gensim", "sklearn")
def test_entities_with_a_teacher(data, tmp_path):
    classes = tmp_path / "classes.npz"
    python(TRAINING / "entities_clusters.py", classes, "--least", 2, folder=data)
    train("entities", data, tmp_path / "out", classes, "--silver", 3000)
    assert using(tmp_path / "out", TAGGED).strip() == FOUND
