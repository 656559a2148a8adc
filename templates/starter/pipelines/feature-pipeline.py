"""Reads the raw orders, computes the features, writes them. Plumbline says where, in the file PLUMBLINE_RUN."""

import csv
import json
import os
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from features.order_features import hour, is_far, value_per_item

run = json.loads(Path(os.environ["PLUMBLINE_RUN"]).read_text())

with open(run["inputs"]["raw"], newline="") as source, open(run["outputs"]["orders"], "w", newline="") as target:
    writer = None
    rows = 0
    for row in csv.DictReader(source):
        items, basket_value, distance_km = int(row["items"]), float(row["basket_value"]), float(row["distance_km"])
        if items < run["params"]["min_items"]:
            continue
        features = {
            **row,
            "value_per_item": value_per_item(basket_value, items),
            "is_far": str(is_far(distance_km)).lower(),
            "hour": hour(datetime.fromisoformat(row["ordered_at"].replace("Z", "+00:00"))),
        }
        if writer is None:
            writer = csv.DictWriter(target, features)
            writer.writeheader()
        writer.writerow(features)
        rows += 1
print(f"{rows} orders")
