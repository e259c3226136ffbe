"""The child process that formats articles: `python -m newsreader.render.worker`.

It reads requests from its input and writes an answer to each: a line of JSON that ends with "size", then that many
bytes. A request's bytes are the file, an answer's a JSON object with "page" (`newsreader.render.wire`) or "failed"
(a sentence). Asked for the "beginning" of a long article, "page" may be null: it is to be had only whole. It ends
quietly at the end of its input, and by itself when one article takes twice the budget, so that nothing is left when
its parent is killed.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import signal
import sys
from pathlib import Path

from newsreader.core.formats import parse_file
from newsreader.core.hints import Any, BinaryIO
from newsreader.core.page import Page
from newsreader.render.limits import CONVERSION_SECONDS, WORKER_BYTES
from newsreader.render.wire import encode

if sys.platform != "win32":
    import resource

HARD_STOP = CONVERSION_SECONDS * 2
"""Seconds after which the process ends itself in the middle of an article; its parent would long have killed it."""


def main() -> None:
    """Answer requests until the input ends."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not stand between two answers.
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    _warm()
    # Garbage is collected between articles, never while somebody waits.
    gc.freeze()
    gc.disable()
    with Path(os.devnull).open("wb") as nowhere:
        while True:
            header = requests.readline()
            if not header:
                return
            question = json.loads(header)
            data = requests.read(question["size"])
            faulthandler.dump_traceback_later(HARD_STOP, exit=True, file=nowhere)
            answer = json.dumps(respond(data, question["path"], question["beginning"])).encode("ascii")
            faulthandler.cancel_dump_traceback_later()
            _write(answers, answer)
            gc.collect()


def _write(stream: BinaryIO, body: bytes) -> None:
    """Write the size of `body` as a line of JSON, then `body`. Raises OSError where nobody reads."""
    stream.write(json.dumps({"size": len(body)}).encode("ascii") + b"\n")
    stream.write(body)
    stream.flush()


def respond(data: bytes, path: str, is_beginning: bool = False) -> dict[str, Any]:
    """The answer for one file: its page, or why there is none."""
    try:
        page = _beginning(data, path) if is_beginning else _page(data, path)
        return {"page": encode(page) if page is not None else None}
    except MemoryError:
        return {"failed": "The text is not formatted: it needs too much memory."}
    except RecursionError:
        return {"failed": "The text is not formatted: it is nested too deeply."}
    except Exception as error:  # noqa: BLE001 - the parent must hear of every failure, whatever it is
        return {"failed": f"The text could not be formatted. ({type(error).__name__})"}


def _page(data: bytes, path: str) -> Page:
    """The page of the file `data`; raises what parsing raises."""
    from newsreader.render.conversion import convert_file

    return convert_file(parse_file(data, path), data)


def _beginning(data: bytes, path: str) -> Page | None:
    """The page of the first screen of `data`, if it is long and can be cut; raises what parsing raises."""
    from newsreader.render.conversion import convert_beginning

    return convert_beginning(parse_file(data, path))


def _warm() -> None:
    """Import and use everything once, so that the first article does not wait for it."""
    from newsreader.render.conversion import convert

    convert("# A\n\n- *b* [c](https://example.org/)\n\n| d |\n|---|\n| e |\n")


def _limit_memory() -> None:
    """Bound the address space where the system can; elsewhere the time budget alone holds."""
    if sys.platform != "win32":
        try:
            resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))
        except (OSError, ValueError) as error:
            sys.stderr.write(f"no memory limit: {error}\n")


if __name__ == "__main__":
    main()
