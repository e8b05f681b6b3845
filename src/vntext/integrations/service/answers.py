"""Answers that are sent a part at a time, and keep their place until they are sent."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from starlette.requests import ClientDisconnect
from starlette.responses import Response, StreamingResponse

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.types import Message, Receive, Scope, Send

    from vntext.integrations.service.gate import Admission

__all__ = ["PART", "Answer", "StreamedAnswer", "in_time"]

PART: Final = 1 << 16
"""Bytes that are sent at a time: what a client has not read yet is hardly more."""


def in_time(send: Send, seconds: float) -> Send:
    """What sends a part, and gives up when the client does not read on.

    Raises:
        ClientDisconnect: If a part takes longer than these seconds.
    """

    async def send_in_time(message: Message) -> None:
        try:
            async with asyncio.timeout(seconds):
                await send(message)
        except TimeoutError:
            raise ClientDisconnect from None

    return send_in_time


class Answer(Response):
    """An answer in JSON that counts as running until the client has taken it.

    Args:
        content: The whole body.
        admission: The place of the request.
        seconds: Time that the client may take for one part.
    """

    media_type = "application/json"

    def __init__(self, content: bytes, admission: Admission, seconds: float) -> None:
        super().__init__(content)
        self._admission = admission
        self._seconds = seconds
        admission.keep()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the parts."""
        body = memoryview(self.body)
        send = in_time(send, self._seconds)
        try:
            start = {"status": self.status_code, "headers": self.raw_headers}
            await send({"type": "http.response.start", **start})
            for at in range(0, len(body), PART):
                part = {"body": bytes(body[at : at + PART]), "more_body": at + PART < len(body)}
                await send({"type": "http.response.body", **part})
        finally:
            self._admission.end()


class StreamedAnswer(StreamingResponse):
    """An answer that is made while it is sent.

    Args:
        content: The parts, lines of JSON.
        admission: The place of the request.
        seconds: Time that the client may take for one part.
    """

    media_type = "application/x-ndjson"

    def __init__(
        self, content: AsyncGenerator[bytes, None], admission: Admission, seconds: float
    ) -> None:
        super().__init__(content)
        self._seconds = seconds
        self._content = content
        self._admission = admission
        admission.keep()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends the parts; closes their source also when nobody reads on."""
        try:
            await super().__call__(scope, receive, in_time(send, self._seconds))
        finally:
            try:
                await self._content.aclose()
            finally:
                self._admission.end()
