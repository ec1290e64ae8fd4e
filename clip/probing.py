"""Asks Clip how it is, for a health check: `python clip/probing.py ADDRESS` ends with 0 where the answer is 200.

Run by its path, it loads nothing of Clip: it is asked every half minute. It names itself localhost, whatever name the
server has in a network of containers, so that no further host has to be allowed.
"""

import sys
import urllib.error
import urllib.request

SECONDS = 5


def ask(address: str) -> tuple[int, str]:
    """The status and what was said; 0 where nobody answers."""
    request = urllib.request.Request(address, headers={"Host": "localhost"})  # noqa: S310 - the operator's own word
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return answer.status, answer.read(200).decode().strip()
    except urllib.error.HTTPError as refusal:
        with refusal:
            return refusal.code, refusal.read(200).decode(errors="replace").strip()
    except OSError as problem:
        return 0, str(problem)


def main() -> int:
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000/readyz"
    status, said = ask(address)
    sys.stdout.write(f"{status} {said}\n")
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
