"""Reading a request's parameters (https://core.telegram.org/bots/api#making-requests)."""

import asyncio
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web import BaseRequest, RequestHandler

from simulator.errors import bad_request, too_large
from simulator.parameters import Parameters, Upload
from simulator.wire import loads
from simulator.world.files import UPLOAD_LIMIT

OVERHEAD = 1_000_000
"""What a request may have besides the file."""


def large_request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: asyncio.Task[None],
) -> BaseRequest:
    """aiohttp takes 1 MB unless told otherwise."""
    loop = asyncio.get_running_loop()
    limit = UPLOAD_LIMIT + OVERHEAD
    return BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=limit)


async def read_parameters(request: BaseRequest) -> Parameters:
    _, _, query = request.raw_path.partition("?")
    values: dict[str, Any] = dict(parse_qsl(query, keep_blank_values=True)) if query else {}
    kind = request.headers.get("Content-Type", "")
    if (request.content_length or 0) > UPLOAD_LIMIT + OVERHEAD:
        raise too_large()
    if kind.startswith("multipart/"):
        return await _read_multipart(request, values)
    if request.can_read_body:
        body = await request.read()
        values |= _decode(body, kind)
    return Parameters(values)


def _decode(body: bytes, kind: str) -> dict[str, Any]:
    if kind.startswith("application/json"):
        try:
            values = loads(body)
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(values, dict):
            raise bad_request("expected JSON object")
        return values
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


async def _read_multipart(request: BaseRequest, values: dict[str, Any]) -> Parameters:
    parameters = Parameters(values)
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        content = await part.read(decode=True)
        if part.filename is None:
            values[part.name] = content.decode(errors="replace")
        else:
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            parameters.files[part.name] = Upload(part.filename, bytes(content), mime_type)
    if any(len(file.content) > UPLOAD_LIMIT for file in parameters.files.values()):
        raise too_large()
    return parameters
