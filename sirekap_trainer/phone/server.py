"""The web application that the phone's browser talks to.

    async with serving(inbox) as port:
        ...  # http://<address>:<port>/<token>/

Everything the page needs comes from here: nothing is asked of the internet, and it works without HTTPS, for the camera
is opened by a file field and not by the page.
"""

from __future__ import annotations

import html
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import cache
from importlib import resources
from pathlib import Path

from aiohttp import web
from aiohttp.web_protocol import RequestPayloadError

from sirekap_trainer.phone.inbox import (
    MAX_UPLOAD,
    Asked,
    Inbox,
    News,
    PhoneError,
    cut_off,
    expired,
    incomplete,
    too_large,
    unknown,
)
from sirekap_trainer.phone.listening import HEADERS, listening
from sirekap_trainer.phone.words import PAGE_WORDS, SCRIPT_WORDS, TAKEN, asked_for

_INBOX = web.AppKey("inbox", Inbox)
_FILES = {"page.css": "text/css", "page.js": "text/javascript"}
_PART = 64 * 1024
_LOG = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(inbox: Inbox) -> web.Application:
    """The application of one inbox: its page under `/<token>/`, photographs posted to `/<token>/foto`."""
    app = web.Application(middlewares=[_guarded], client_max_size=MAX_UPLOAD)
    app[_INBOX] = inbox
    app.router.add_get("/{token}", _whole_address)
    app.router.add_get("/{token}/", _page)
    app.router.add_get("/{token}/diminta", _asked)
    app.router.add_get("/{token}/{file:page\\.(?:css|js)}", _file)
    app.router.add_post("/{token}/foto", _photo)
    return app


@asynccontextmanager
async def serving(inbox: Inbox, *, host: str = "0.0.0.0", port: int = 0) -> AsyncIterator[int]:  # noqa: S104
    """Serves an inbox until the block is left, then closes it.

    Args:
        inbox: What is served.
        host: Address to listen on.
        port: 0 for any free one.

    Yields:
        The port that is listened on.

    Raises:
        OSError: The port is taken, or listening is forbidden.
    """
    async with listening(make_app(inbox), ending=inbox.close, host=host, port=port) as found:
        yield found


@asynccontextmanager
async def open_inbox(
    asked: Asked,
    tell: Callable[[News], object],
    folder: Path,
    *,
    say: Callable[[str], str] = str,
    language: str = "id",
) -> AsyncIterator[tuple[Inbox, int]]:
    """Opens an inbox and serves it until the block is left; for a thread of its own, which imports all this.

    Args:
        asked: What to photograph.
        tell: Called with each piece of news.
        folder: Where photographs are kept.
        say: Gives an Indonesian sentence in the language of the phone's page; called in this loop's thread.
        language: That language.

    Yields:
        The inbox, and the port under which a phone finds it.

    Raises:
        OSError: Listening is forbidden.
    """
    inbox = Inbox(asked, tell, folder, say=say, language=language)
    async with serving(inbox) as port:
        yield inbox, port


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets nobody in without the token, and turns every error into words for the phone."""
    try:
        _admit(request)
        answer = await handler(request)
    except PhoneError as error:
        answer = _refused(request, error)
    except web.HTTPException as error:
        answer = _refused(request, unknown(error.status))
        if "Allow" in error.headers:
            answer.headers["Allow"] = error.headers["Allow"]
    except Exception:  # noqa: BLE001 - whatever it is, the phone must hear of it
        # The words of the error may come from the request; the place it happened does not.
        _LOG.exception("The phone's page failed.")
        answer = _refused(request, unknown(500))
    answer.headers.update(HEADERS)
    return answer


def _admit(request: web.Request) -> None:
    if not request.app[_INBOX].admits(_token(request)):
        raise expired() if _token(request) else incomplete()


def _token(request: web.Request) -> str:
    """The first part of the path, whether or not there is anything behind it."""
    return request.path.split("/")[1] if request.path.startswith("/") else ""


def _refused(request: web.Request, error: PhoneError) -> web.Response:
    inbox = request.app[_INBOX]
    message, hint = inbox.say(error.message), inbox.say(error.hint)
    if request.method not in ("GET", "HEAD"):
        said = {"good": False, "message": message, "hint": hint, "findings": [], "again": error.again}
        answer = web.json_response(said, status=error.status)
        # What is still on its way is read for a while, so that the phone hears the answer, and kept nowhere.
        answer.force_close()
        return answer
    page = _filled("refused.html", inbox, message=message, hint=hint)
    return web.Response(status=error.status, text=page, content_type="text/html")


async def _whole_address(request: web.Request) -> web.Response:
    """Who types the address leaves out its last stroke, and the page needs it to find its files."""
    return web.Response(status=302, headers={"Location": f"/{request.app[_INBOX].token}/"})


async def _page(request: web.Request) -> web.Response:
    inbox = request.app[_INBOX]
    inbox.seen()
    large = too_large()
    spoken = SCRIPT_WORDS | {"tooLarge": large.message, "tooLargeHint": large.hint}
    words = json.dumps({name: inbox.say(text) for name, text in spoken.items()}, ensure_ascii=False)
    return web.Response(text=_filled("page.html", inbox, words=words), content_type="text/html")


async def _asked(request: web.Request) -> web.Response:
    inbox = request.app[_INBOX]
    inbox.seen()
    asked = inbox.asked
    said = {
        "title": inbox.say(asked_for(asked.page, asked.pages)),
        "form": asked.form,
        "page": asked.page,
        "whose": asked.whose,
        "note": inbox.say(TAKEN) if asked.taken else "",
        "limit": MAX_UPLOAD,
    }
    return web.json_response(said)


async def _file(request: web.Request) -> web.Response:
    name = request.match_info["file"]
    return web.Response(text=_resource(name), content_type=_FILES[name])


async def _photo(request: web.Request) -> web.Response:
    """Takes the photograph as the body of the request, part by part, so that nothing large is held in memory."""
    if request.content_length is not None and request.content_length > MAX_UPLOAD:
        raise too_large()
    try:
        inbox = request.app[_INBOX]
        answer = await inbox.take(request.content.iter_chunked(_PART))
    except (ConnectionError, RequestPayloadError) as error:
        raise cut_off() from error
    return web.json_response(answer.to_dict(inbox.say))


def _filled(name: str, inbox: Inbox, **more: str) -> str:
    """A page with its words, in the inbox's language."""
    words = {one: inbox.say(text) for one, text in PAGE_WORDS.items()} | {"language": inbox.language} | more
    page = _resource(name)
    for place, text in words.items():
        page = page.replace(f"{{{{{place}}}}}", html.escape(text))
    return page


@cache
def _resource(name: str) -> str:
    return resources.files(__package__).joinpath("page", name).read_text(encoding="utf-8")
