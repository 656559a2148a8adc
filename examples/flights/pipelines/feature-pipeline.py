"""One row per scheduled flight, with its place, time, distance and label.

Reads the JSON file that PLUMBLINE_RUN names, and writes the output `flights` as Parquet.
"""

import json
import os
import sys
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # features/ is found wherever this starts

from features.feature_engineering import (  # noqa: E402
    flight_date,
    flight_id,
    is_late,
    minutes_regained,
    scheduled_departure,
)
from features.on_demand_features import day_of_week, haversine_km, hour_of_day  # noqa: E402

# Whole numbers with gaps stay whole numbers.
RAW_COLUMNS = {
    "time_hour": str,
    "carrier": str,
    "flight": "Int32",
    "tailnum": str,
    "origin": str,
    "dest": str,
    "sched_dep_time": "Int32",
    "dep_time": "Int32",
    "dep_delay": "Int32",
    "sched_arr_time": "Int32",
    "arr_time": "Int32",
    "arr_delay": "Int32",
    "air_time": "Int32",
    "distance": "Int32",
}

COLUMNS = [
    "flight_id",
    "flight_date",
    "time_hour",
    "scheduled_departure",
    "carrier",
    "flight",
    "tailnum",
    "origin",
    "dest",
    "sched_dep_time",
    "dep_time",
    "dep_delay",
    "sched_arr_time",
    "arr_time",
    "arr_delay",
    "minutes_regained",
    "air_time",
    "distance",
    "origin_lat",
    "origin_lon",
    "dest_lat",
    "dest_lon",
    "distance_km",
    "hour",
    "day_of_week",
    "tailnum_known",
    "dest_known",
    "has_weather",
    "late",
]


def read_raw(path: str) -> pd.DataFrame:
    """The raw flights, with the hour of their schedule as UTC."""
    raw = pd.read_csv(path, usecols=list(RAW_COLUMNS), dtype=RAW_COLUMNS)
    raw["time_hour"] = pd.to_datetime(raw["time_hour"], utc=True)
    return raw


def within(flights: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Flights from `start` to `end` (ISO dates, both included)."""
    days = pd.to_datetime(flights["flight_date"])
    return flights[days.between(pd.Timestamp(start), pd.Timestamp(end))].reset_index(drop=True)


def known(values: pd.Series, register: pd.Series) -> pd.Series:
    """Whether a register lists each value; unknown where there is no value to look up."""
    return values.isin(register).astype("boolean").mask(values.isna())


def with_places(flights: pd.DataFrame, airports: pd.DataFrame) -> pd.DataFrame:
    """Add the coordinates of both ends; missing where `airports` does not know the airport."""
    place = airports.set_index("faa")
    return flights.assign(
        origin_lat=flights["origin"].map(place["lat"]),
        origin_lon=flights["origin"].map(place["lon"]),
        dest_lat=flights["dest"].map(place["lat"]),
        dest_lon=flights["dest"].map(place["lon"]),
        dest_known=known(flights["dest"], airports["faa"]),
    )


def with_weather_known(flights: pd.DataFrame, weather: pd.DataFrame) -> pd.DataFrame:
    """Add whether there is a weather reading at the origin for the very hour of the schedule."""
    readings = pd.MultiIndex.from_frame(weather[["origin", "observed_at"]])
    hours = pd.MultiIndex.from_frame(flights[["origin", "time_hour"]])
    return flights.assign(has_weather=hours.isin(readings))


def with_features(flights: pd.DataFrame) -> pd.DataFrame:
    """Add the features that are functions of other columns."""
    flights = flights.assign(
        flight_id=flight_id(flights["flight_date"], flights["carrier"], flights["flight"], flights["origin"]),
        scheduled_departure=scheduled_departure(flights["time_hour"], flights["sched_dep_time"]),
        minutes_regained=minutes_regained(flights["dep_delay"], flights["arr_delay"]),
        distance_km=haversine_km(
            flights["origin_lat"], flights["origin_lon"], flights["dest_lat"], flights["dest_lon"]
        ),
        hour=hour_of_day(flights["sched_dep_time"]),
        day_of_week=day_of_week(flights["flight_date"]),
        late=is_late(flights["arr_delay"]),
    )
    return flights[COLUMNS]


def main() -> None:
    run = json.loads(Path(os.environ["PLUMBLINE_RUN"]).read_text(encoding="utf-8"))
    inputs, params = run["inputs"], run["params"]

    flights = read_raw(inputs["raw"])
    print(f"{len(flights):,} raw flights")
    flights["flight_date"] = flight_date(flights["time_hour"])
    flights = within(flights, params["start"], params["end"])
    print(f"{len(flights):,} of them from {params['start']} to {params['end']}")

    planes = pd.read_parquet(inputs["planes"], columns=["tailnum"])
    flights["tailnum_known"] = known(flights["tailnum"], planes["tailnum"])
    flights = with_places(flights, pd.read_parquet(inputs["airports"], columns=["faa", "lat", "lon"]))
    flights = with_weather_known(
        flights, pd.read_parquet(inputs["weather"], columns=["origin", "observed_at"])
    )

    with_features(flights).to_parquet(run["outputs"]["flights"], index=False, coerce_timestamps="us")
    print(f"{len(COLUMNS)} features written")


if __name__ == "__main__":
    main()
