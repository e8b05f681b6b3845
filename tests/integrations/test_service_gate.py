"""The gate alone: exactly so many requests at the same time, and each place is given back."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

pytest.importorskip("fastapi", reason="the extra service is not installed")

from starlette.requests import Request

from vntext.integrations.service import Limits
from vntext.integrations.service.failures import ServiceError
from vntext.integrations.service.gate import Gate


def request(client: str = "10.0.0.1", **headers: str) -> Request:
    rows = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (client, 5000), "headers": rows})


def refused(gate: Gate, asked: Request) -> ServiceError:
    with pytest.raises(ServiceError) as e, gate.admit(asked):
        pass
    return e.value


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_as_many_as_the_limit_and_not_one_more(limit: int) -> None:
    gate = Gate(Limits(concurrency=limit, per_client=limit + 1), None)
    with ExitStack() as inside:
        for k in range(limit):
            inside.enter_context(gate.admit(request(f"10.0.0.{k}")))
        assert gate.inside == limit
        problem = refused(gate, request("10.0.1.1"))
        assert (problem.status, problem.code) == (503, "overloaded")
        assert problem.limit == ("concurrency", limit)
        assert gate.inside == limit, "who was refused takes no place"
    assert gate.inside == 0
    with gate.admit(request()):
        assert gate.inside == 1


@pytest.mark.parametrize("limit", [1, 3])
def test_as_many_of_one_client_and_not_one_more(limit: int) -> None:
    gate = Gate(Limits(concurrency=10, per_client=limit), None)
    with ExitStack() as inside:
        for _ in range(limit):
            inside.enter_context(gate.admit(request()))
        problem = refused(gate, request())
        assert (problem.status, problem.code) == (429, "too_many_requests")
        assert problem.limit == ("per_client", limit)
        with gate.admit(request("10.0.0.2")):
            assert gate.inside == limit + 1, "another client comes in"
    with gate.admit(request()):
        pass


def test_a_request_that_fails_gives_its_place_back() -> None:
    gate = Gate(Limits(concurrency=1, per_client=1), None)
    with pytest.raises(ValueError, match="failed"), gate.admit(request()):
        raise ValueError("failed")
    assert gate.inside == 0
    with gate.admit(request()):
        pass


def test_without_the_key_nobody_takes_a_place() -> None:
    gate = Gate(Limits(), "bi-mat")
    for headers in ({}, {"authorization": "Bearer bi"}, {"x_api_key": "bi-mat "}):
        assert refused(gate, request(**headers)).status == 401
    assert gate.inside == 0
    for headers in ({"authorization": "bearer bi-mat"}, {"x_api_key": "bi-mat"}):
        with gate.admit(request(**headers)):
            assert gate.inside == 1
