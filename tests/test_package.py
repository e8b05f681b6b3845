"""The package as a whole: light import, public names, errors, resources."""

import ast
import hashlib
import pathlib
import pickle
import subprocess
import sys
import tomllib

import pytest

import vntext
from vntext import _lazy, errors, resources

ROOT = pathlib.Path(__file__).parents[1]


def _modules_after(code: str) -> set[str]:
    out = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(out.stdout.split())


def test_import_loads_no_heavy_package():
    loaded = _modules_after("import vntext; vntext.Document; vntext.VntextError")
    assert not loaded & {"numpy", "regex", "underthesea", "unidecode", "sklearn"}


def test_import_builds_no_pattern_and_reads_no_table():
    loaded = _modules_after("import vntext.pipeline, vntext.api")
    assert not loaded & {"numpy", "regex", "underthesea"}


def test_every_public_name_is_there():
    for name in vntext.__all__:
        assert getattr(vntext, name) is not None
    assert set(vntext.__all__) <= set(dir(vntext))


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_here"):
        vntext.nothing_here  # noqa: B018 - the access itself is tested


def test_every_error_is_a_vntext_error_and_a_builtin():
    for name in errors.__all__:
        kind = getattr(errors, name)
        assert issubclass(kind, errors.VntextError)
        if kind is not errors.VntextError:
            assert len(kind.__mro__) > len(errors.VntextError.__mro__)


def test_a_missing_extra_says_what_to_install_and_can_be_pickled():
    e = errors.MissingExtraError("pandas", "pandas")
    assert 'in a checkout of vntext, pip install ".[pandas]"' in str(e)
    assert 'with its wheel, pip install "FILE.whl[pandas]"' in str(e)
    assert isinstance(e, ImportError)
    assert str(pickle.loads(pickle.dumps(e))) == str(e)


def test_every_file_of_the_package_data_is_in_the_manifest():
    data = ROOT / "src/vntext/data"
    rows = resources.manifest()
    files = {p.relative_to(data).as_posix() for p in data.rglob("*") if p.is_file()}
    assert files - {"manifest.toml"} == set(rows)
    for name, row in rows.items():
        assert hashlib.sha256((data / name).read_bytes()).hexdigest() == row.sha256, name
        assert row.licence, name
        assert row.source, name
    resources.verify()


def test_a_missing_resource_is_a_clear_error():
    with pytest.raises(vntext.ResourceError, match="no-such-table"):
        resources.load_toml("no-such-table.toml")


def test_all_models_together_are_small():
    data = ROOT / "src/vntext/data"
    assert sum(p.stat().st_size for p in data.rglob("*.safetensors")) < 35_000_000


def test_the_core_needs_only_its_four_packages():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    names = {d.split(">")[0] for d in project["dependencies"]}
    assert names == {"numpy", "regex", "underthesea", "unidecode"}


def test_the_stub_is_the_one_list_of_names():
    stub = (ROOT / "src/vntext/__init__.pyi").read_text("utf8")
    assert {*_lazy.homes(stub), "__version__"} == set(vntext.__all__)
    parsed = {
        alias.asname: node.module
        for node in ast.parse(stub).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert _lazy.homes(stub) == parsed


@pytest.mark.parametrize("name", ["normalize", "summarize"])
def test_what_users_call_is_a_plain_function(name):
    """Whatever module is imported first, `vntext.normalize` is the function."""
    code = f"""
import vntext.text.rules, vntext.summary.api, vntext, pickle, inspect, types
text = "Ông Lê An đến. Bà Bình về. Trời đã mưa to ở Huế."
assert type(vntext.{name}) is types.FunctionType
assert pickle.loads(pickle.dumps(vntext.{name}))(text) == vntext.{name}(text)
assert "text" in str(inspect.signature(vntext.{name})).split(",")[0]
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_info_says_what_runs(monkeypatch):
    from vntext import kernel

    found = vntext.info()
    assert found.version == vntext.__version__
    assert found.kernel == (kernel.kernel() is not None)
    assert bool(found.kernel_file) == found.kernel
    assert f"vntext:        {vntext.__version__}" in str(found)
    assert found.to_dict()["packages"].keys() == {"numpy", "regex", "underthesea", "unidecode"}
    monkeypatch.setattr(kernel, "kernel", lambda: None)
    assert not vntext.info().kernel
    assert "was not built" in str(vntext.info())


def test_info_knows_an_extra_by_the_packages_that_it_brings(monkeypatch):
    rows = [
        "numpy>=1.26",
        'pytest>=8; extra == "spacy"',
        'no-such-package; extra == "ray"',
        'numpy; extra == "ray"',
        'ruff; extra == "lint"',
    ]
    monkeypatch.setattr("importlib.metadata.requires", lambda name: rows)
    assert vntext.info().extras == {"spacy": True, "ray": False}
    assert "not installed: ray" in str(vntext.info())


def test_each_extra_holds_code_that_asks_for_it():
    """An extra without code behind it would be an empty promise."""
    from vntext.about import OF_DEVELOPERS

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    extras = set(project["optional-dependencies"])
    assert set(OF_DEVELOPERS) < extras
    code = "".join(p.read_text("utf8") for p in (ROOT / "src/vntext").rglob("*.py"))
    # the examples use the packages of `notebook`
    for extra in extras - {*OF_DEVELOPERS, "notebook", "arrow", "ray", "spark"}:
        assert f'MissingExtraError("{extra}"' in code, extra


@pytest.mark.parametrize(
    ("module", "package", "extra"),
    [
        ("vntext.integrations.spacy", "spacy", "spacy"),
        ("vntext.integrations.sklearn", "sklearn", "sklearn"),
        ("vntext.integrations.langchain", "langchain_text_splitters", "langchain"),
        ("vntext.integrations.llamaindex", "llama_index", "llamaindex"),
    ],
)
def test_a_module_without_its_extra_says_what_to_install(module, package, extra):
    code = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "import vntext\n"
        f"try:\n    import {module}\n"
        f"except vntext.MissingExtraError as e:\n    assert e.extra == {extra!r}, e\n"
        "else:\n    raise SystemExit('it was imported')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_function_says_what_it_takes_gives_and_raises():
    import inspect

    for name in vntext.__all__:
        function = getattr(vntext, name)
        if not inspect.isfunction(function) or name == "pipe":
            continue
        parts = {"Returns:", "Example:"}
        if inspect.signature(function).parameters:
            parts |= {"Args:", "Raises:"}
        told = inspect.getdoc(function) or ""
        assert {part for part in parts if part in told} == parts, name
