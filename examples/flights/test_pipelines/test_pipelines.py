"""Integration tests: each program is run as Plumbline runs it, on a few rows."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

PROJECT = Path(__file__).resolve().parents[1]


def run_program(program: str, folder: Path, inputs: dict, outputs: list, params: dict) -> dict:
    """Run one program between files in `folder`, and read back what it wrote, by name of the output."""
    run = {
        "run_id": "test",
        "params": params,
        "inputs": {name: str(path) for name, path in inputs.items()},
        "outputs": {name: str(folder / f"{name}.parquet") for name in outputs},
        "seed": 1,
    }
    run_file = folder / "run.json"
    run_file.write_text(json.dumps(run), encoding="utf-8")
    subprocess.run(
        [sys.executable, f"pipelines/{program}"],
        cwd=PROJECT,
        env={**os.environ, "PLUMBLINE_RUN": str(run_file)},
        check=True,
    )
    return {name: pd.read_parquet(path) for name, path in run["outputs"].items()}


def columns_of(group: str) -> list:
    """Names of the features, as the definition of the group lists them."""
    definition = (PROJECT / "feature_groups" / f"{group}.feature-group.yaml").read_text(encoding="utf-8")
    features = definition.split("\nfeatures:\n")[1]
    names = [line.split("name: ")[1] for line in features.splitlines() if line.startswith("  - ")]
    return [name.split(",")[0].strip() for name in names]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where the feature pipeline finds its inputs and leaves its output."""
    return tmp_path_factory.mktemp("flights")


@pytest.fixture(scope="module")
def raw_flights(folder) -> Path:
    """A flight on time, one diverted to an unlisted airport by an unlisted plane, one cancelled, one next month."""
    path = folder / "flights.csv"
    path.write_text(
        "year,month,day,dep_time,sched_dep_time,dep_delay,arr_time,sched_arr_time,arr_delay,carrier,"
        "flight,tailnum,origin,dest,air_time,distance,hour,minute,time_hour\n"
        "2013,1,1,517,515,2,830,819,11,UA,1545,N14228,EWR,IAH,227,1400,5,15,2013-01-01T10:00:00Z\n"
        "2013,1,1,2400,2359,1,459,445,NA,B6,839,N3ALAA,JFK,BQN,NA,1576,23,59,2013-01-02T04:00:00Z\n"
        "2013,1,2,NA,600,NA,NA,901,NA,B6,125,NA,JFK,IAH,NA,1069,6,0,2013-01-02T11:00:00Z\n"
        "2013,2,1,600,600,0,900,900,0,B6,125,N14228,JFK,IAH,150,1069,6,0,2013-02-01T11:00:00Z\n",
        encoding="utf-8",
    )
    return path


@pytest.fixture(scope="module")
def groups(folder) -> dict:
    """The three groups that the flights are joined with, as Parquet."""
    frames = {
        "weather": pd.DataFrame(
            {
                "origin": ["EWR", "JFK"],
                "observed_at": pd.to_datetime(["2013-01-01T10:00Z", "2013-01-02T03:00Z"]),
            }
        ),
        "planes": pd.DataFrame({"tailnum": ["N14228"]}),
        "airports": pd.DataFrame(
            {"faa": ["EWR", "JFK", "IAH"], "lat": [40.69, 40.64, 29.98], "lon": [-74.17, -73.78, -95.34]}
        ),
    }
    paths = {name: folder / f"{name}.input.parquet" for name in frames}
    for name, frame in frames.items():
        frame.to_parquet(paths[name], index=False, coerce_timestamps="us")
    return paths


@pytest.fixture(scope="module")
def january(raw_flights, groups, folder) -> pd.DataFrame:
    """What the feature pipeline makes of the raw flights of January."""
    params = {"start": "2013-01-01", "end": "2013-01-31"}
    inputs = {"raw": raw_flights, **groups}
    return run_program("feature-pipeline.py", folder, inputs, ["flights"], params)["flights"]


def test_flights_have_the_features_of_their_group(january):
    assert january.columns.tolist() == columns_of("flights")


def test_flights_are_those_between_start_and_end(january):
    assert january["flight_id"].tolist() == [
        "2013-01-01-UA-1545-EWR",
        "2013-01-01-B6-839-JFK",
        "2013-01-02-B6-125-JFK",
    ]


def test_flights_depart_in_utc(january):
    assert january["scheduled_departure"].tolist() == [
        pd.Timestamp("2013-01-01T10:15Z"),
        pd.Timestamp("2013-01-02T04:59Z"),
        pd.Timestamp("2013-01-02T11:00Z"),
    ]


def test_flights_know_what_the_other_groups_know(january):
    assert january["tailnum_known"].tolist() == [True, False, pd.NA]
    assert january["dest_known"].tolist() == [True, False, True]
    assert january["has_weather"].tolist() == [True, False, False]


def test_flights_are_labelled_only_if_they_arrived(january):
    assert january["late"].tolist() == [False, pd.NA, pd.NA]


def test_weather_has_one_row_per_airport_and_hour(tmp_path):
    raw = tmp_path / "weather.csv"
    raw.write_text(
        "origin,year,month,day,hour,temp,dewp,humid,wind_dir,wind_speed,wind_gust,precip,pressure,visib,time_hour\n"
        "JFK,2013,1,1,2,39.92,26.96,59.6,260,13.8,NA,0,1012,10,2013-01-01T07:00:00Z\n"
        "EWR,2013,1,1,2,39.02,26.96,61.6,250,8.1,NA,0,NA,2.5,2013-01-01T07:00:00Z\n"
        "EWR,2013,1,1,1,39.02,26.06,59.4,NA,10.4,NA,0,1012.3,10,2013-01-01T06:00:00Z\n",
        encoding="utf-8",
    )
    weather = run_program("weather-pipeline.py", tmp_path, {"raw": raw}, ["weather"], {})["weather"]

    assert weather.columns.tolist() == columns_of("weather")
    assert weather["origin"].tolist() == ["EWR", "EWR", "JFK"]
    assert weather["local_hour"].tolist() == [1, 2, 2]
    assert weather["observed_at"].is_monotonic_increasing
    assert weather["low_visibility"].tolist() == [False, True, False]


def test_planes_and_airports(tmp_path):
    planes, airports = tmp_path / "planes.csv", tmp_path / "airports.csv"
    planes.write_text(
        "tailnum,year,type,manufacturer,model,engines,seats,speed,engine\n"
        "N102UW,NA,Fixed wing multi engine,AIRBUS INDUSTRIE,A320-214,2,182,NA,Turbo-fan\n",
        encoding="utf-8",
    )
    airports.write_text(
        "faa,name,lat,lon,alt,tz,dst,tzone\n04G,Lansdowne Airport,41.13,-80.62,1000,-5,A,America/New_York\n",
        encoding="utf-8",
    )
    inputs = {"raw_planes": planes, "raw_airports": airports}
    made = run_program("reference-pipeline.py", tmp_path, inputs, ["planes", "airports"], {})

    assert made["planes"].columns.tolist() == columns_of("planes")
    assert made["planes"]["maker"].tolist() == ["AIRBUS"]
    assert made["airports"].columns.tolist() == columns_of("airports")
    assert made["airports"]["altitude_m"].tolist() == [pytest.approx(304.8)]
