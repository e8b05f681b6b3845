"""What the tests share: the folder of annotated articles, texts to survive, growth."""

import json
import pathlib
import signal
import time
import timeit

import pytest
from hypothesis import HealthCheck, settings

SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared"

settings.register_profile(
    "vntext",
    deadline=None,
    derandomize=True,
    max_examples=60,
    # `backend` holds for all examples of a test: it need not be made anew for each
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("vntext")


@pytest.fixture(scope="session")
def shared() -> pathlib.Path:
    """The folder with annotated articles and figures; absent outside the team."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the folder ../shared with the annotated articles is not here")
    return SHARED


@pytest.fixture(scope="session")
def gold_dev(shared):
    """The annotated dev articles."""
    return [
        json.loads(p.read_text("utf8")) for p in sorted((shared / "data/gold/dev").glob("*.json"))
    ]


# Where a module gets hold of the kernel, or of what it made of its tables.
OF_KERNEL = (
    "vntext._serialize.kernel",
    "vntext.navigation.kernel",
    "vntext.split.scan.kernel",
    "vntext.text.scan.kernel",
    "vntext.tokens.column.kernel",
    "vntext.tokens.look.kernel",
    "vntext.decide.around.kernel",
    "vntext.entities.carried_names.kernel",
    "vntext.entities.tagger_kernel.kernel",
    "vntext.names.automaton.kernel",
    "vntext.names.gazetteers.kernel",
    "vntext.spans.kernel",
    "vntext.words.borders.border_kernel",
    "vntext.words.border_rows.word_kernel",
    "vntext.words.ends.kernel",
    "vntext.words.segmenter.kernel",
    "vntext.words.segmenter.word_kernel",
    "vntext.split.protect.sieve",
    "vntext.roles.assign.reader",
    "vntext.roles.captions.reader",
    "vntext.roles.features.reader",
    "vntext.summary.features.kernel",
    "vntext.summary.scorer.kernel",
    "vntext.summary.terms.syllable_reader",
    "vntext.summary.features.syllable_reader",
    "vntext.text.unicode.sieve",
)


@pytest.fixture
def arrays_alone(monkeypatch):
    """A function that switches the kernel off until the test ends: the array code does the work."""
    from vntext.text.accents_model import accent_model

    def switch() -> None:
        for name in OF_KERNEL:
            monkeypatch.setattr(name, lambda: None)
        monkeypatch.setattr(accent_model(), "_native", None)
        monkeypatch.setattr("vntext.text.heads.Heads._native", None)
        monkeypatch.setattr("vntext.text.strings.Strings._native", None)
        monkeypatch.setattr("vntext.text.strings.Phrases._native", None)
        monkeypatch.setattr("vntext.text.strings.Cues._native", None)

    return switch


@pytest.fixture(params=["kernel", "arrays"])
def backend(request, arrays_alone) -> str:
    """Runs a test twice: with the kernel, and without it. Ask for it with `usefixtures`."""
    from vntext.kernel import kernel

    if request.param == "arrays":
        arrays_alone()
    elif kernel() is None:
        pytest.skip("the kernel was not built: no C compiler")
    return request.param


@pytest.fixture
def cpu_seconds():
    """CPU time of a call, garbage collection aside, in the best of three: noise only adds."""
    return lambda run: min(timeit.repeat(run, timer=time.process_time, number=1, repeat=3))


@pytest.fixture
def linear(cpu_seconds):
    """Asserts that the second of two runs takes no more time than its text is longer, or nearly."""

    def check(run, times: int) -> None:
        run(0)  # tables are loaded before the clock runs
        small = cpu_seconds(lambda: run(0))
        # a constant keeps tiny times apart; quadratic time would be `times` squared
        limit = 2.5 * times * small + 0.03
        took = []
        # noise only adds: one run that is fast enough will do
        while not took or (min(took) > limit and len(took) < 3):
            start = time.process_time()
            run(1)
            took.append(time.process_time() - start)
        assert min(took) <= limit, (small, took)

    return check


@pytest.fixture
def grows_linearly(linear):
    """Asserts that a function of a text takes about four times the time for four times the text."""

    def check(run, unit: str, times: int = 2000) -> None:
        linear(lambda k: run(unit * (4 * times if k else times)), 4)

    return check


def pytest_configure(config):
    """Ctrl-C ends what tests start, although a shell has them run in the background.

    Such a shell has SIGINT ignored, and every process that is started inherits that.
    """
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
