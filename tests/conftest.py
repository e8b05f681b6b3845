"""What the tests share: the folder of annotated articles, texts to survive, growth."""

import json
import pathlib
import time

import pytest
from hypothesis import settings

SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared"

settings.register_profile("vntext", deadline=None, derandomize=True, max_examples=60)
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


@pytest.fixture
def grows_linearly():
    """Asserts that a function of a text takes about twice the time for twice the text."""

    def check(run, unit: str, times: int = 2000, factor: float = 3.0) -> None:
        def best(text: str) -> float:
            out = []
            for _ in range(3):
                start = time.process_time()
                run(text)
                out.append(time.process_time() - start)
            return min(out)

        run(unit * 10)  # tables are loaded before the clock runs
        small, large = best(unit * times), best(unit * times * 4)
        # four times the text: linear gives 4, quadratic 16; the sum keeps tiny times apart
        assert large < 4 * factor * small + 0.02, (unit[:20], small, large)

    return check
