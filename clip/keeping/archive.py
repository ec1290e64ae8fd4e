"""A backup file: a zip of one list of rows a table, the files made by Clip, and a manifest of what is in it.

manifest.json, written last, has the version of Clip, its migrations, and for each table and file what it must come to.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from clip.keeping.rows import Digest

FORMAT = 1
MANIFEST, ERASURES = "manifest.json", "erasures.jsonl"
BLOCK = 2**20
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError)  # what unpacking says of a damaged part


class DamagedError(Exception):
    """The file is not a whole backup; the text says why, for the operator."""


class Writer:
    """Writes an archive to a file or a pipe, one part after the other; nothing is held in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True)
        self.tables: dict[str, Any] = {}
        self.media: dict[str, Any] = {}

    def add_table(self, name: str, columns: list[str], lines: Iterable[bytes]) -> None:
        whole, digest = hashlib.sha256(), Digest()
        with self._zip.open(f"tables/{name}.jsonl", "w", force_zip64=True) as entry:
            for line in lines:
                digest.add(line)
                whole.update(line + b"\n")
                entry.write(line + b"\n")
        self.tables[name] = {
            "columns": columns,
            "rows": digest.rows,
            "digest": digest.hex,
            "sha256": whole.hexdigest(),
        }

    def add_file(self, name: str, path: Path) -> None:
        whole, size = hashlib.sha256(), 0
        with path.open("rb") as source, self._zip.open(f"media/{name}", "w", force_zip64=True) as entry:
            while block := source.read(BLOCK):
                whole.update(block)
                size += len(block)
                entry.write(block)
        self.media[name] = {"bytes": size, "sha256": whole.hexdigest()}

    def add_text(self, name: str, text: str) -> None:
        self._zip.writestr(name, text)

    def close(self, facts: dict[str, Any]) -> dict[str, Any]:
        manifest = {"format": FORMAT, **facts, "tables": self.tables, "media": self.media}
        self.add_text(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))
        self._zip.close()
        return manifest


class Reader:
    """Reads an archive; whatever is wrong with it is a DamagedError with words for the operator."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
            self.manifest: dict[str, Any] = json.loads(self._zip.read(MANIFEST))
        except (*BROKEN, KeyError, ValueError) as problem:
            raise DamagedError(
                "This is no backup of Clip, or not the whole of it: its list of contents can’t be read."
            ) from problem
        if not {"format", "clip", "migrations", "tables", "media"} <= set(self.manifest):
            raise DamagedError("This is no backup of Clip: its list of contents says something else.")

    def lines(self, table: str) -> Iterator[bytes]:
        with self._opened(f"tables/{table}.jsonl") as entry:
            for line in entry:
                yield line.rstrip(b"\n")

    def blocks(self, name: str) -> Iterator[bytes]:
        with self._opened(f"media/{name}") as entry:
            while block := entry.read(BLOCK):
                yield block

    def erasures(self) -> str:
        return self._zip.read(ERASURES).decode() if ERASURES in self._zip.namelist() else ""

    def _opened(self, name: str) -> IO[bytes]:
        try:
            return self._zip.open(name)
        except KeyError as problem:
            raise DamagedError(f"The backup lacks {name}.") from problem

    def verify(self) -> None:
        """Read all of it, and compare each part with what the manifest says of it."""
        try:
            for name, said in self.manifest["tables"].items():
                self._verify_table(name, said)
            for name, said in self.manifest["media"].items():
                self._verify_file(name, said)
            self.erasures()
        except BROKEN as problem:
            raise DamagedError(f"The backup is damaged: {problem}") from problem

    def _verify_table(self, name: str, said: dict[str, Any]) -> None:
        whole, digest = hashlib.sha256(), Digest()
        for line in self.lines(name):
            digest.add(line)
            whole.update(line + b"\n")
        if (digest.rows, digest.hex, whole.hexdigest()) != (said["rows"], said["digest"], said["sha256"]):
            raise DamagedError(f"The table {name} in the backup is not what was written.")

    def _verify_file(self, name: str, said: dict[str, Any]) -> None:
        if not is_inside(name):
            raise DamagedError(f"The backup names a file outside its folder: {name}")
        whole = hashlib.sha256()
        for block in self.blocks(name):
            whole.update(block)
        if whole.hexdigest() != said["sha256"]:
            raise DamagedError(f"The file {name} in the backup is not what was written.")


def is_inside(name: str) -> bool:
    """Whether a name stays in the folder that it is written to."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name
