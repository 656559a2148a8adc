"""Unit tests of the feature functions: a few rows in, the feature expected beside them."""

from datetime import date

import pandas as pd
import pytest
from pandas.testing import assert_series_equal

from features.custom_transformations import cap_visibility, drop_impossible_wind
from features.feature_engineering import (
    altitude_m,
    dew_point_spread,
    flight_date,
    flight_id,
    is_late,
    low_visibility,
    maker,
    minutes_regained,
    scheduled_departure,
)
from features.on_demand_features import day_of_week, haversine_km, hour_of_day


@pytest.fixture
def flights() -> pd.DataFrame:
    """Three flights: one in the small hours of UTC, one delayed, one cancelled."""
    return pd.DataFrame(
        {
            "time_hour": pd.to_datetime(["2013-01-02T04:00Z", "2013-07-04T10:00Z", "2013-11-03T14:00Z"]),
            "sched_dep_time": pd.Series([2359, 615, 940], dtype="Int32"),
            "carrier": ["B6", "UA", "9E"],
            "flight": pd.Series([839, 1545, 3393], dtype="Int32"),
            "origin": ["JFK", "EWR", "LGA"],
            "dep_delay": pd.Series([-2, 20, None], dtype="Int32"),
            "arr_delay": pd.Series([-12, 16, None], dtype="Int32"),
            "flight_date": [date(2013, 1, 1), date(2013, 7, 4), date(2013, 11, 3)],
            "flight_id": ["2013-01-01-B6-839-JFK", "2013-07-04-UA-1545-EWR", "2013-11-03-9E-3393-LGA"],
            "scheduled_departure": pd.to_datetime(
                ["2013-01-02T04:59Z", "2013-07-04T10:15Z", "2013-11-03T14:40Z"]
            ),
            "hour": pd.Series([23, 6, 9], dtype="Int32"),
            "day_of_week": pd.Series([2, 4, 7], dtype="int32"),
            "minutes_regained": pd.Series([10, 4, None], dtype="Int32"),
            "late": pd.Series([False, True, None], dtype="boolean"),
        }
    )


@pytest.fixture
def weather() -> pd.DataFrame:
    """Fog, a clear hour, and an hour whose instruments failed."""
    return pd.DataFrame(
        {
            "temp": [50.0, 68.0, None],
            "dewp": [49.5, 41.0, None],
            "visib": [0.25, 10.0, None],
            "wind_speed": [3.0, 1048.4, None],
            "dew_point_spread": [0.5, 27.0, None],
            "low_visibility": pd.Series([True, False, None], dtype="boolean"),
            "visib_capped": [0.25, 5.0, None],
            "wind_speed_possible": [3.0, None, None],
        }
    )


def test_flight_date_is_the_day_in_new_york(flights):
    assert_series_equal(flight_date(flights["time_hour"]), flights["flight_date"], check_names=False)


def test_flight_id(flights):
    ids = flight_id(flights["flight_date"], flights["carrier"], flights["flight"], flights["origin"])
    assert ids.tolist() == flights["flight_id"].tolist()


def test_scheduled_departure(flights):
    departures = scheduled_departure(flights["time_hour"], flights["sched_dep_time"])
    assert_series_equal(departures, flights["scheduled_departure"], check_names=False, check_dtype=False)


def test_minutes_regained(flights):
    regained = minutes_regained(flights["dep_delay"], flights["arr_delay"])
    assert_series_equal(regained, flights["minutes_regained"], check_names=False)


def test_is_late(flights):
    assert_series_equal(is_late(flights["arr_delay"]), flights["late"], check_names=False)


@pytest.mark.parametrize(("minutes", "late"), [(15.0, False), (16.0, True), (float("nan"), pd.NA)])
def test_is_late_begins_after_a_quarter_of_an_hour(minutes, late):
    assert is_late(pd.Series([minutes])).tolist() == [late]


def test_hour_of_day(flights):
    assert_series_equal(hour_of_day(flights["sched_dep_time"]), flights["hour"], check_names=False)


def test_day_of_week(flights):
    assert_series_equal(day_of_week(flights["flight_date"]), flights["day_of_week"], check_names=False)


def test_haversine_km():
    legs = pd.DataFrame(
        {
            "origin_lat": [40.639751, 40.639751, 0.0],
            "origin_lon": [-73.778925, -73.778925, 0.0],
            "dest_lat": [33.942536, None, 0.0],
            "dest_lon": [-118.408075, None, 180.0],
            "distance_km": [3974.3, None, 20015.1],  # to Los Angeles; to nowhere; half way round the equator
        }
    )
    distances = haversine_km(legs["origin_lat"], legs["origin_lon"], legs["dest_lat"], legs["dest_lon"])
    assert_series_equal(distances, legs["distance_km"], check_names=False, atol=0.1)


def test_dew_point_spread(weather):
    spread = dew_point_spread(weather["temp"], weather["dewp"])
    assert_series_equal(spread, weather["dew_point_spread"], check_names=False)


def test_low_visibility(weather):
    assert_series_equal(low_visibility(weather["visib"]), weather["low_visibility"], check_names=False)


def test_maker_has_one_spelling():
    spelled = pd.Series(["AIRBUS", "AIRBUS INDUSTRIE", "MCDONNELL DOUGLAS CORPORATION", "BOEING"])
    assert maker(spelled).tolist() == ["AIRBUS", "AIRBUS", "MCDONNELL DOUGLAS", "BOEING"]


def test_altitude_m():
    feet = pd.Series([0, 1000, -54])
    assert_series_equal(altitude_m(feet), pd.Series([0.0, 304.8, -16.4592]))


def test_cap_visibility(weather):
    capped = cap_visibility(weather["visib"])
    assert_series_equal(capped, weather["visib_capped"], check_names=False)


def test_drop_impossible_wind(weather):
    possible = drop_impossible_wind(weather["wind_speed"])
    assert_series_equal(possible, weather["wind_speed_possible"], check_names=False)
