"""One function for each feature; its parameters are the features it is computed from."""

from datetime import datetime


def value_per_item(basket_value: float, items: int) -> float:
    """Mean price of an item, in EUR."""
    return round(basket_value / items, 2)


def is_far(distance_km: float) -> bool:
    """Whether the customer lives out of town: the van needs more than half an hour from 15 km on."""
    return distance_km > 15


def hour(ordered_at: datetime) -> int:
    """Hour of the day in which the order was placed, UTC: at noon and in the evening the vans are full."""
    return ordered_at.hour
