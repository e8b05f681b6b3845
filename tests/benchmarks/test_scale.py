"""The benchmark of scale: every way gives the same, a kill included, or it says so."""

import sys

import pytest

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
pytest.importorskip("tqdm", reason="tqdm is not installed")


@pytest.mark.skipif(sys.platform != "linux", reason="measures memory by /proc")
def test_every_way_gives_the_same(script, monkeypatch, capsys):
    scale = script("scale")
    rows = "pipe1,pipe2-killed,corpus2"
    monkeypatch.setattr(sys, "argv", ["scale.py", "--articles", "60", "--rows", rows])
    scale.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("60 articles of")
    assert [line.split()[0] for line in lines[3:]] == rows.split(",")
    assert lines[3].split()[2] == "1.00"
