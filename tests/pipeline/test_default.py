import inspect
import pickle

import pytest

import vntext
from vntext import pipeline


@pytest.mark.parametrize("name", ["Pipeline", "analyze", "default_pipeline"])
def test_a_pickle_finds_the_names_under_which_it_was_written(name):
    assert pickle.loads(f"cvntext.pipeline\n{name}\n.".encode()) is getattr(pipeline, name)


def test_the_functions_of_the_package_are_those_of_the_default_pipeline():
    assert (vntext.analyze, vntext.pipe) == (pipeline.analyze, pipeline.pipe)
    assert pipeline.default_pipeline() is pipeline.default_pipeline()


@pytest.mark.parametrize("name", ["analyze", "pipe"])
def test_a_function_takes_what_the_method_takes(name):
    taken = inspect.signature(getattr(pipeline, name)).parameters
    own = dict(inspect.signature(getattr(pipeline.Pipeline, name)).parameters)
    del own["self"]
    assert dict(taken) == own


@pytest.mark.parametrize(
    "options",
    [{"layout": "pages"}, {"source": "pdf"}, {"restore": "yes"}, {"layers": ["colour"]}],
    ids=str,
)
def test_one_text_and_many_refuse_the_same(options):
    with pytest.raises(vntext.InvalidOptionError) as one:
        vntext.analyze("Trời mưa.", **options)
    with pytest.raises(vntext.InvalidOptionError) as many:
        list(vntext.pipe(["Trời mưa."], **options))
    assert str(one.value) == str(many.value)


def test_a_pipeline_with_stages_of_its_own_makes_no_second_default():
    """The default pipeline is the home of what all pipelines share."""
    own = pipeline.Pipeline(max_chars=50)
    assert own.words("Trời mưa.") == pipeline.default_pipeline().words("Trời mưa.")
