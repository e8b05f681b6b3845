"""Lines of chat as others would type them, and a net that goes on learning."""

import pathlib

import numpy as np
import pytest

TRAINING = pathlib.Path(__file__).parents[2] / "training"
LINES = ["Mày đi đâu đó, tao không biết gì hết nha.", "Dạ em cảm ơn mọi người nhiều ạ.", "Ngon."]


@pytest.fixture(autouse=True)
def _scripts(monkeypatch):
    monkeypatch.syspath_prepend(str(TRAINING))


def test_short_forms_take_the_place_of_words_and_nothing_else():
    from accents_chat import shortened

    assert shortened(LINES, 0) == LINES
    every = shortened(LINES, 1)
    assert every[1:] == ["Dạ e cảm ơn mn nhìu ạ.", "Ngon."]
    assert every[0].endswith("j hết nha.")
    assert shortened(LINES, 0.5, seed=3) == shortened(LINES, 0.5, seed=3)


def test_swaps_are_made_together_and_keep_capitals():
    from accents_chat import swapped

    found = {line for seed in range(40) for line in swapped(LINES[:1], seed)}
    assert "Ông đi đâu đó, tui không biết gì hết nha." in found
    assert not any("mày" in line.lower() and "tui" in line for line in found)
    assert swapped(LINES[2:]) == []


def test_a_net_of_whole_numbers_goes_on_as_it_was():
    pytest.importorskip("scipy")
    from accents_net_fit import Net
    from vntext.tables import load_model
    from vntext.text.accents_model import AccentModel

    arrays = load_model("text/accents.safetensors")
    model = AccentModel({k: c for k, c in arrays.items() if not k.startswith("net.")})
    columns = Net.of_columns(model, arrays).columns()
    assert columns
    for name, column in columns.items():
        assert np.array_equal(column, arrays[name]), name
