"""Fill the disk at random bytes while the reader works: each act says so or is done, nothing that was kept is lost, and
everything works again when there is room, without a restart (security.md H06).

python -m tests.long.full_disk [TIMES]      100 times on a disk in memory, on ext4, and with files that may not grow
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.long.power import mounted, why_not

_A_PROCESS = 20
_FAULTS = ("FAULT",)


def run(folder: Path, kind: str, lefts: list[int]) -> tuple[list[str], int]:
    """What is wrong, and how many acts were told of."""
    command = [sys.executable, "-m", "tests.store.scarce", str(folder), kind, *map(str, lefts)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        return [done.stderr[-800:]], 0
    row = json.loads(done.stdout)
    wrong = [f"{name}: {words}" for acts in row["told"] for name, words in acts.items() if words.startswith(_FAULTS)]
    wrong += [f"afterwards {name}: {words}" for acts in row["after"] for name, words in acts.items() if words]
    found = row["found"]
    if found["note"] != f"Note {row['turn']}" or found["complaints"] or found["starred"] != [True, True]:
        wrong.append(f"in the end: {found}")
    if len(found["articles"]) != 5 + len(lefts):
        wrong.append(f"in the index: {found['articles']}")
    return wrong, sum(bool(words) for acts in row["told"] for words in acts.values())


def main() -> int:
    """The exit code."""
    if why_not():
        print(f"Not tried: {why_not()}.")
        return 0
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    chance = random.Random(17)  # noqa: S311 - the same bytes each time
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        image = Path(name) / "image"
        for where, kind, most in (("ext4", "room", 40_000), ("memory", "room", 40_000), ("memory", "bytes", 40_000)):
            wrong: list[str] = []
            told = 0
            for start in range(0, times, _A_PROCESS):
                lefts = [chance.randrange(most) for _ in range(min(_A_PROCESS, times - start))]
                options = ("-t", "tmpfs", "-o", "size=4m")
                if where == "ext4":
                    options = ("-o", "loop", "-o", "defaults")
                    with image.open("wb") as file:
                        file.truncate(6 << 20)
                    subprocess.run(["mkfs.ext4", "-q", "-b", "1024", "-O", "^has_journal", str(image)], check=True)
                with mounted(str(image) if where == "ext4" else "tmpfs", Path(name) / "disk", *options) as disk:
                    found, count = run(disk, kind, lefts)
                wrong += found
                told += count
            print(json.dumps({"where": where, "kind": kind, "times": times, "told": told, "wrong": wrong}), flush=True)
            failed += len(wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
