"""A mail server that takes every mail and writes down its Message-ID, a line each. Run in a process of its own.

python -m bench.post PORT FILE
"""

import asyncio
import re
import sys
from pathlib import Path

IDS = re.compile(rb"(?im)^message-id:\s*(<[^>]+>)")


async def serve(port: int, file: Path) -> None:
    with file.open("ab", buffering=0) as taken:

        async def talk(heard: asyncio.StreamReader, line: asyncio.StreamWriter) -> None:
            try:
                await converse(heard, line, taken.write)
            except (ConnectionError, asyncio.IncompleteReadError):
                pass
            finally:
                line.close()

        server = await asyncio.start_server(talk, "127.0.0.1", port, limit=2**20)
        async with server:
            await server.serve_forever()


async def converse(heard: asyncio.StreamReader, line: asyncio.StreamWriter, note) -> None:
    line.write(b"220 post\r\n")
    while command := (await heard.readline()).strip().upper():
        if command.startswith(b"DATA"):
            line.write(b"354 go on\r\n")
            text = await heard.readuntil(b"\r\n.\r\n")
            found = IDS.search(text)
            note((found[1] if found else b"<none>") + b"\n")
        elif command.startswith(b"QUIT"):
            line.write(b"221 bye\r\n")
            return
        line.write(b"250 fine\r\n")
        await line.drain()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
