"""Features that the pipelines compute once and store. A function's parameters are features themselves."""

import pandas as pd

LATE_AFTER_MINUTES = 15
INSTRUMENT_FLIGHT_BELOW_MILES = 3.0
METRES_PER_FOOT = 0.3048

# The register of aircraft spells some makers in several ways.
SPELLINGS = {
    "AIRBUS INDUSTRIE": "AIRBUS",
    "CANADAIR LTD": "CANADAIR",
    "MCDONNELL DOUGLAS AIRCRAFT CO": "MCDONNELL DOUGLAS",
    "MCDONNELL DOUGLAS CORPORATION": "MCDONNELL DOUGLAS",
}


def flight_date(time_hour: pd.Series) -> pd.Series:
    """Day of the flight on the clocks of New York, where every flight of this data departs."""
    return time_hour.dt.tz_convert("America/New_York").dt.date


def flight_id(
    flight_date: pd.Series, carrier: pd.Series, flight: pd.Series, origin: pd.Series
) -> pd.Series:
    """Key of a flight, such as 2013-01-01-UA-1545-EWR. A carrier may use one number from two airports a day."""
    return flight_date.astype(str) + "-" + carrier + "-" + flight.astype(str) + "-" + origin


def scheduled_departure(time_hour: pd.Series, sched_dep_time: pd.Series) -> pd.Series:
    """Scheduled departure in UTC: the hour of the schedule, and the minutes of its local clock time (hhmm)."""
    return time_hour + pd.to_timedelta(sched_dep_time % 100, unit="min")


def minutes_regained(dep_delay: pd.Series, arr_delay: pd.Series) -> pd.Series:
    """Minutes of the departure delay that were made up in the air; negative where more were lost."""
    return dep_delay - arr_delay


def is_late(arr_delay: pd.Series) -> pd.Series:
    """Whether a flight arrived more than 15 minutes late; unknown where it did not arrive as planned."""
    return (arr_delay > LATE_AFTER_MINUTES).astype("boolean").mask(arr_delay.isna())


def dew_point_spread(temp: pd.Series, dewp: pd.Series) -> pd.Series:
    """Degrees Fahrenheit between air temperature and dew point; close to 0 means fog."""
    return temp - dewp


def low_visibility(visib: pd.Series) -> pd.Series:
    """Whether one sees less than three miles, so that pilots must fly by instruments."""
    return (visib < INSTRUMENT_FLIGHT_BELOW_MILES).astype("boolean").mask(visib.isna())


def maker(manufacturer: pd.Series) -> pd.Series:
    """The maker of an aircraft under one spelling."""
    return manufacturer.replace(SPELLINGS)


def altitude_m(alt: pd.Series) -> pd.Series:
    """Altitude in metres, from feet."""
    return alt * METRES_PER_FOOT
