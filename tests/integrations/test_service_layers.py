"""A route asks the pipeline for the layers that it answers with, and looks at no other."""

from __future__ import annotations

import json
from typing import get_args

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")

from service_pipelines import PlainPipeline

from vntext.document import ALL_LAYERS, LAYERS, Document
from vntext.integrations.service.option_types import Layer
from vntext.integrations.service.tasks import run_task
from vntext.pipeline import default_pipeline

TEXT = "Bà Mơ về quê.\nÔng An ở lại Huế."


class Recorder:
    """A pipeline; notes which layers it is asked for and which are looked at."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.seen: list[str] = []

    def analyze(self, text: str, *, layers=None) -> Document:
        self.asked += layers
        self._doc = PlainPipeline().analyze(text)
        return Document.of_layers(text, self)

    def objects(self, name: str):
        self.seen.append(name)
        return getattr(self._doc, name)


def test_a_source_is_told_to_the_pipeline() -> None:
    text = "<p>Bà <b>Mơ</b> về quê.</p>"
    task = {"op": "analyze", "text": text, "source": "html", "layers": ["sentences"]}
    status, answer = run_task(default_pipeline(), task)
    assert status == 200
    (sentence,) = json.loads(answer)["sentences"]
    assert sentence["text"] == "Bà <b>Mơ</b> về quê."
    status, answer = run_task(default_pipeline(), {**task, "op": "normalize"})
    assert json.loads(answer)["text"] == "Bà Mơ về quê."


def test_a_pipeline_may_read_plain_text_alone() -> None:
    status, answer = run_task(Recorder(), {"op": "analyze", "text": TEXT, "source": "auto"})
    assert status == 422
    assert "plain text alone" in json.loads(answer)["error"]["message"]


@pytest.mark.parametrize(
    ("task", "layers"),
    [
        ({"layers": ["words"]}, {"words"}),
        ({"layers": ["entities", "people"]}, {"entities", "people"}),
        ({"layers": ["legal_references"]}, {"legal_references"}),
        ({"layers": ["summary"]}, {"summary"}),
        ({"layers": ["summary"], "title": ""}, {"summary"}),
        ({"layers": ["summary"], "sentences": 1}, {"paragraphs", "sentences"}),
        ({"layers": ["words", "summary"], "query": "quê"}, {"words", "paragraphs", "sentences"}),
        ({"layers": ["words"], "sentences": 1}, {"words"}),
        ({"layers": []}, set(LAYERS)),
        ({}, set(LAYERS)),
        ({"op": "keyphrases"}, {"paragraphs", "sentences", "words", "entities"}),
        ({"op": "normalize"}, set()),
    ],
)
def test_a_task_prepares_what_it_looks_at(task, layers) -> None:
    pipeline = Recorder()
    status, _ = run_task(pipeline, {"op": "analyze", "text": TEXT, **task})
    assert status == 200
    assert set(pipeline.asked) == set(pipeline.seen) == layers


def test_the_layers_of_a_request_are_those_of_a_document() -> None:
    assert get_args(Layer) == ALL_LAYERS


@pytest.mark.parametrize(("name", "value"), [("layout", "lines"), ("restore", True)])
def test_a_pipeline_may_lack_an_option(name, value) -> None:
    status, answer = run_task(Recorder(), {"op": "analyze", "text": TEXT, name: value})
    assert status == 422
    assert "the pipeline of this service" in json.loads(answer)["error"]["message"]
