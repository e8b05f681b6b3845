"""Whatever happens to a file of the package, reading it says so."""

import json
import pathlib
import shutil
import threading
import tomllib
from types import MappingProxyType

import numpy as np
import pytest

from vntext import resources
from vntext.errors import ResourceError

DATA = pathlib.Path(resources.__file__).parent / "data"
NAMES = sorted(p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file())
READERS = {".toml": resources.load_toml, ".safetensors": resources.load_model}


def flipped(at):
    def damage(content):
        k = int(at * (len(content) - 1))
        return content[:k] + bytes([content[k] ^ 1]) + content[k + 1 :]

    return damage


DAMAGES = {
    "cut by half": lambda content: content[: len(content) // 2],
    "cut by its last line": lambda content: content[: content[:-1].rfind(b"\n") + 1],
    "cut by a byte": lambda content: content[:-1],
    "first byte flipped": flipped(0),
    "a byte in the middle flipped": flipped(0.5),
    "last byte flipped": flipped(1),
    "a byte more": lambda content: content + b"\n",
    "empty": lambda content: b"",
    "missing": None,
}


def _forget():
    for cached in (
        resources._manifest_text,
        resources._checksums,
        resources.manifest,
        resources.load_toml,
        resources._parsed,
        resources.load_lines,
        resources._columns,
        resources._arrays,
    ):
        cached.cache_clear()


@pytest.fixture
def data(tmp_path, monkeypatch):
    """An empty folder of data with the real manifest, which is read instead of the package's."""
    monkeypatch.setattr(resources, "_DATA", str(tmp_path))
    _forget()
    for name in (resources.MANIFEST, resources.PARSED):
        shutil.copy(DATA / name, tmp_path)
    yield tmp_path
    _forget()


def read(name):
    if name == resources.MANIFEST:
        return resources.manifest()
    return READERS.get(pathlib.PurePath(name).suffix, resources.load_lines)(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_file_is_always_refused_and_named(data, name):
    content = (DATA / name).read_bytes()
    copy = data / name
    copy.parent.mkdir(parents=True, exist_ok=True)
    for damage in DAMAGES.values():
        if damage is None:
            copy.unlink()
        else:
            copy.write_bytes(damage(content))
        with pytest.raises(ResourceError, match=f"data/{name}"):
            read(name)
    # what failed is not remembered
    copy.write_bytes(content)
    assert len(read(name)) > 0


def test_a_file_that_the_manifest_does_not_know_is_refused(data):
    (data / "own.toml").write_text("word = 1\n", "utf8")
    with pytest.raises(ResourceError, match=r"own\.toml.*training/manifest\.py"):
        resources.load_toml("own.toml")


def test_every_file_can_be_read_and_all_of_them_can_be_verified():
    assert set(resources.manifest()) == set(NAMES) - {resources.MANIFEST}
    for name in NAMES:
        assert len(read(name)) > 0
    resources.verify()


def test_tables_that_were_parsed_before_are_those_of_the_toml_files():
    tables = [name for name in NAMES if name.endswith(".toml") and name != resources.MANIFEST]
    assert sorted(resources._parsed()) == tables
    for name in tables:
        found = tomllib.loads((DATA / name).read_text("utf8"))
        checksum, _, written = resources._parsed()[name].partition("\t")
        assert checksum == resources.manifest()[name].sha256
        assert repr(json.loads(written)) == repr(found)  # types and order too


def test_a_table_that_was_not_parsed_before_is_read_as_toml(data, monkeypatch):
    (data / "labels.toml").write_bytes((DATA / "labels.toml").read_bytes())
    known = resources.load_toml("labels.toml")
    _forget()
    with monkeypatch.context() as patched:
        patched.setattr(resources, "_parsed", dict)
        assert resources.load_toml("labels.toml") == known


def _leaves(value):
    if isinstance(value, MappingProxyType):
        for v in value.values():
            yield from _leaves(v)
    elif isinstance(value, tuple):
        for v in value:
            yield from _leaves(v)
    else:
        yield value


def test_tables_are_read_once_and_cannot_be_changed():
    for name in NAMES:
        if name.endswith(".safetensors") or name == resources.MANIFEST:
            continue
        table = read(name)
        assert read(name) is table
        assert not [v for v in _leaves(table) if isinstance(v, (list, dict, set, bytearray))]


def test_models_share_columns_that_cannot_be_changed():
    first, second = (resources.load_model("text/characters.safetensors") for _ in range(2))
    first["own"] = np.zeros(1)
    assert "own" not in second
    assert all(first[name] is column for name, column in second.items())
    with pytest.raises(ValueError, match="read-only"):
        second["codes"][0] = 1


def test_columns_lie_where_their_type_wants_them():
    for name in NAMES:
        if name.endswith(".safetensors"):
            assert all(column.flags.aligned for column in resources.load_model(name).values())


def test_threads_that_read_at_once_get_equal_tables():
    _forget()
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(resources.load_toml("legal/words.toml")))
        for _ in range(8)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(found) == 8
    assert all(table == found[0] for table in found)
