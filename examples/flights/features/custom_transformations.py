"""Transformations that belong to the model: applied alike in training and in inference, and never stored."""

import pandas as pd

CLEAR_MILES = 5.0
STRONGEST_WIND_MPH = 231.0


def cap_visibility(w_visib: pd.Series) -> pd.Series:
    """Visibility of at most five miles: beyond that pilots fly by sight, and more of it changes nothing."""
    return w_visib.clip(upper=CLEAR_MILES)


def drop_impossible_wind(w_wind_speed: pd.Series) -> pd.Series:
    """Wind speed without readings above 231 mph, the strongest wind ever measured in the country."""
    return w_wind_speed.mask(w_wind_speed > STRONGEST_WIND_MPH)
