import sys
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from features.order_features import hour, is_far, value_per_item


def test_value_per_item():
    assert value_per_item(basket_value=30.0, items=4) == 7.5


def test_is_far():
    assert is_far(distance_km=15.1)
    assert not is_far(distance_km=15.0)


def test_hour():
    assert hour(ordered_at=datetime(2026, 1, 5, 17, 59, tzinfo=timezone.utc)) == 17
