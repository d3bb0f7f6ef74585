"""Keeps other sites' pages from acting as a person here: a browser lends them this machine's own reach."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE = ("GET", "HEAD", "OPTIONS")  # change nothing, and no other site can read what they answer
APP = ("api", "upload", "response", "files-pri", "link")  # the app's own ways in, each with a token or key of its own
SENTENCE = "Here people of the workspace act, so only its own page may ask. Open the address told when it was started, in digits: {url}\n"


class Strangers:
    """Refuses what another site makes a browser send: by the Host, when its name was bent to this machine, and by the Origin."""

    def __init__(self, app: ASGIApp, url: str, *, everybody: bool = False) -> None:
        """`everybody`: it is served beyond this machine, so by any address in digits; no name, for whose it is nobody can tell."""
        self.app, self.url, self.everybody = app, url, everybody

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """On, or 403."""
        turned_away = PlainTextResponse(SENTENCE.format(url=self.url), status_code=403)
        welcome = scope["type"] != "http" or self.welcome(scope["method"], scope["path"], Headers(scope=scope))
        await (self.app if welcome else turned_away)(scope, receive, send)

    def welcome(self, method: str, path: str, headers: Headers) -> bool:
        """Whether this may be asked. The app reads the clock from wherever it runs."""
        if place(path) in APP or (place(path) == "clock" and method in SAFE):
            return True
        return self.named(headers.get("host", "")) and (method in SAFE or own(headers))

    def named(self, host: str) -> bool:
        """Whether the browser's bar shows an address of ours."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return name == "localhost" or ip_address(name).is_loopback or self.everybody
        except ValueError:  # not in digits
            return False


def place(path: str) -> str:
    """The first word of a path, after the workspace's."""
    words = path.strip("/").split("/")
    return (words[2:] or [""])[0] if words[0] == "t" else words[0]


def own(headers: Headers) -> bool:
    """Whether no browser says that another page sent it. From a form of our own page it is `null`, as the page tells nobody where it is."""
    origin, site = headers.get("origin", ""), headers.get("sec-fetch-site", "none")
    if site not in ("same-origin", "none"):
        return False
    return not origin or origin == f"http://{headers.get('host')}" or (origin == "null" and site == "same-origin")
