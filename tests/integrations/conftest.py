"""What the tests of the service share."""

from __future__ import annotations

import contextlib
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "support"))


@pytest.fixture
def serve():
    """Runs applications; all are stopped at the end of the test."""
    from service_server import running

    with contextlib.ExitStack() as stack:
        yield lambda app, *words, **changes: stack.enter_context(running(app, *words, **changes))


@pytest.fixture(scope="session")
def wait_until_ready():
    """Waits until a service can analyse."""
    import httpx

    def wait(url: str) -> None:
        deadline = time.monotonic() + 60
        while httpx.get(f"{url}/ready").status_code != 200:
            assert time.monotonic() < deadline, "the service did not get ready"
            time.sleep(0.05)

    return wait


@pytest.fixture(scope="module")
def client():
    """A client of the service with a pipeline of the tests."""
    pytest.importorskip("fastapi", reason="the extra service is not installed")
    pytest.importorskip("httpx", reason="httpx is not installed")
    from service_client import make

    with make() as made:
        yield made


# -- the page in a browser -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def driver():
    """A browser."""
    from browser import browser

    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def address(wait_until_ready):
    """A service with its page."""
    from service_server import running

    from vntext.integrations.service import create_app

    with running(create_app(workers=1)) as url:
        wait_until_ready(url)
        yield url


@pytest.fixture
def page(driver, address):
    """The page, opened anew."""
    from pages import Page

    made = Page(driver, address)
    made.errors()
    yield made
    made.run("localStorage.clear()")
    assert made.errors() == []  # scripts that failed, and what the policy of the page forbade
