"""Hourly weather at the three airports of New York.

Reads the JSON file that PLUMBLINE_RUN names, and writes the output `weather` as Parquet.
"""

import json
import os
import sys
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # features/ is found wherever this starts

from features.feature_engineering import dew_point_spread, low_visibility  # noqa: E402

# The file writes some readings as whole numbers, some not; a measurement is never one by nature.
READINGS = ["temp", "dewp", "humid", "wind_speed", "wind_gust", "precip", "pressure", "visib"]
RAW_TYPES = {"hour": "Int32", "wind_dir": "Int32"} | dict.fromkeys(READINGS, float)

COLUMNS = [
    "origin",
    "observed_at",
    "local_date",
    "local_hour",
    "temp",
    "dewp",
    "dew_point_spread",
    "humid",
    "wind_dir",
    "wind_speed",
    "wind_gust",
    "precip",
    "pressure",
    "visib",
    "low_visibility",
]


def weather_features(raw: pd.DataFrame) -> pd.DataFrame:
    """One row per airport and hour, the oldest of each airport first."""
    weather = raw.assign(
        observed_at=pd.to_datetime(raw["time_hour"], utc=True),
        local_date=pd.to_datetime(raw[["year", "month", "day"]]).dt.date,
        local_hour=raw["hour"],
        dew_point_spread=dew_point_spread(raw["temp"], raw["dewp"]),
        low_visibility=low_visibility(raw["visib"]),
    )
    return weather.sort_values(["origin", "observed_at"])[COLUMNS]


def main() -> None:
    run = json.loads(Path(os.environ["PLUMBLINE_RUN"]).read_text(encoding="utf-8"))
    weather = weather_features(pd.read_csv(run["inputs"]["raw"], dtype=RAW_TYPES))
    weather.to_parquet(run["outputs"]["weather"], index=False, coerce_timestamps="us")
    print(f"{len(weather):,} hours of weather written")


if __name__ == "__main__":
    main()
