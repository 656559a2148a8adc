"""What is known about planes and airports: tables that hardly ever change.

Reads the JSON file that PLUMBLINE_RUN names, and writes the outputs `planes` and `airports` as Parquet.
"""

import json
import os
import sys
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # features/ is found wherever this starts

from features.feature_engineering import altitude_m, maker  # noqa: E402

RAW_PLANES = {"year": "Int32", "engines": "Int32", "seats": "Int32", "speed": "Int32"}
RAW_AIRPORTS = {"alt": "Int32", "tz": "Int32"}

PLANE_COLUMNS = [
    "tailnum",
    "year",
    "type",
    "manufacturer",
    "maker",
    "model",
    "engines",
    "seats",
    "speed",
    "engine",
]
AIRPORT_COLUMNS = ["faa", "name", "lat", "lon", "alt", "altitude_m", "tz", "dst", "tzone"]


def plane_features(raw: pd.DataFrame) -> pd.DataFrame:
    """One row per tail number."""
    return raw.assign(maker=maker(raw["manufacturer"]))[PLANE_COLUMNS]


def airport_features(raw: pd.DataFrame) -> pd.DataFrame:
    """One row per airport."""
    return raw.assign(altitude_m=altitude_m(raw["alt"]).astype(float))[AIRPORT_COLUMNS]


def main() -> None:
    run = json.loads(Path(os.environ["PLUMBLINE_RUN"]).read_text(encoding="utf-8"))
    inputs, outputs = run["inputs"], run["outputs"]

    planes = plane_features(pd.read_csv(inputs["raw_planes"], dtype=RAW_PLANES))
    planes.to_parquet(outputs["planes"], index=False)
    print(f"{len(planes):,} planes written")

    airports = airport_features(pd.read_csv(inputs["raw_airports"], dtype=RAW_AIRPORTS))
    airports.to_parquet(outputs["airports"], index=False)
    print(f"{len(airports):,} airports written")


if __name__ == "__main__":
    main()
