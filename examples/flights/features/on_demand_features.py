"""Features that need nothing but the request: the same code computes them in pipelines and for a single flight."""

import numpy as np
import pandas as pd

EARTH_RADIUS_KM = 6371.0088


def haversine_km(
    origin_lat: pd.Series, origin_lon: pd.Series, dest_lat: pd.Series, dest_lon: pd.Series
) -> pd.Series:
    """Great-circle distance in kilometres between two places, given in degrees."""
    south, north = np.radians(origin_lat), np.radians(dest_lat)
    chord = (
        np.sin((north - south) / 2) ** 2
        + np.cos(south) * np.cos(north) * np.sin(np.radians(dest_lon - origin_lon) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord))


def hour_of_day(sched_dep_time: pd.Series) -> pd.Series:
    """Hour (0 to 23) of a local clock time written as hhmm."""
    return sched_dep_time // 100


def day_of_week(flight_date: pd.Series) -> pd.Series:
    """Day of the week, from Monday (1) to Sunday (7)."""
    return pd.to_datetime(flight_date).dt.day_of_week + 1
