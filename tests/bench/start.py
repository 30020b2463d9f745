"""How long a start takes until a question is answered at full quality.

    python -m tests.bench.start [--times N] [--beside CHECKOUT]

Starts the whole server with an empty data folder, and then again and again with what the first
start kept, and asks the doors themselves. Wall-clock time counts on a quiet machine; processor time
of the process, up to that answer, also where others are at work.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _is_full(port: int) -> bool:
    """Whether the server is up and compares by meaning."""
    address = f"http://127.0.0.1:{port}/readyz"
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            told = answer.read().decode()
    except urllib.error.HTTPError as refused:
        told = refused.read().decode()
    except OSError:
        return False
    return '"meaning": {"state": "ok"' in told or '"meaning":{"state":"ok"' in told


def _processor(process: int) -> float:
    """Seconds that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def start(home: Path, data: Path, policies: Path) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor until meaning is on, and the megabytes resident."""
    port = _free_port()
    given = {"PORT": str(port), "DATA_FOLDER": str(data), "POLICIES": str(policies)}
    # As `run.py` starts it: what Python has compiled is kept, whatever the shell says.
    kept = {name: is_ for name, is_ in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=home,
        env={**kept, **given},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            while not _is_full(port):
                if process.poll() is not None:
                    raise SystemExit("it ended by itself")
                time.sleep(0.02)
            clock, used = time.monotonic() - begun, _processor(process.pid)
            pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
            return clock, used, pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        finally:
            process.terminate()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=3)
    asked.add_argument("--beside", type=Path, help="another checkout, started in turn with this")
    asked.add_argument("--policies", type=Path, default=HOME / "tests" / "model_set")
    given = asked.parse_args()
    homes = [HOME, *([given.beside] if given.beside else [])]
    folders = {home: Path(tempfile.mkdtemp(prefix="start-")) for home in homes}
    try:
        for number in range(given.times + 1):
            for home in homes:
                clock, used, resident = start(home, folders[home], given.policies)
                what = "again" if number else "first"
                print(
                    f"{what}  {clock:5.1f} s  processor {used:5.1f} s  {resident:4.0f} MB  {home}"
                )
    finally:
        for folder in folders.values():
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
