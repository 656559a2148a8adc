"""One function for each feature; its parameters are the features it is computed from."""


def value_per_item(basket_value: float, items: int) -> float:
    """Mean price of an item, in EUR."""
    return round(basket_value / items, 2)


def is_far(distance_km: float) -> bool:
    """Whether the customer lives out of town: the van needs more than half an hour from 15 km on."""
    return distance_km > 15
