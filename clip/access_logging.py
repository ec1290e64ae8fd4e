"""The access log of gunicorn: who asked for which page, without what opens it and without what was looked for."""

from typing import Any

from gunicorn.glogging import Logger as GunicornLogger

from clip.logs import Line, scrubbed

WATCHING = ("/healthz", "/readyz", "/readyz/jobs")  # asked for many times a minute, by machines


class Logger(GunicornLogger):
    """Paths alone, with the tokens of signed links taken out; queries, referers and cookies are never written."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)  # type: ignore[no-untyped-call]
        for handler in self.error_log.handlers:
            handler.setFormatter(Line())

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        """What a line may be made of: the format chooses among these, whatever it is set to."""
        every = super().atoms(resp, req, environ, request_time)  # type: ignore[no-untyped-call]
        kept = {name: every[name] for name in ("h", "m", "s", "H", "b", "B", "T", "D", "M", "L", "p", "t")}
        return kept | {"U": scrubbed(every["U"]), "a": scrubbed(every["a"] or "-"), "l": "-", "u": "-"}

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> None:
        if environ.get("PATH_INFO") not in WATCHING:
            super().access(resp, req, environ, request_time)  # type: ignore[no-untyped-call]
