"""Trains the model. Plumbline hands over the training data, split already, and judges what comes out by itself."""

import json
import os
from pathlib import Path

import joblib
import pandas as pd
import plumbline_features
from sklearn.linear_model import LogisticRegression

run = json.loads(Path(os.environ["PLUMBLINE_RUN"]).read_text())
dataset, output = run["training_dataset"], Path(run["outputs"]["model"])
splits = {name: pd.read_parquet(file) for name, file in dataset["splits"].items()}

# What the transformations learn, they learn from the training split alone; serving loads them with the model.
features = plumbline_features.fit(run["transformations"], splits["train"][dataset["features"]], run["root"])
model = LogisticRegression(max_iter=1000, random_state=run["seed"], **run["model"]["hyperparameters"])
model.fit(features.transform(splits["train"][dataset["features"]]), splits["train"][dataset["label"]])

output.mkdir(exist_ok=True)
features.save(output)
joblib.dump(model, output / "model.joblib")
predictions = []
for name, rows in splits.items():
    scores = model.predict_proba(features.transform(rows[dataset["features"]]))[:, 1]
    labels = rows[dataset["label"]]
    predictions.append(
        pd.DataFrame(
            {"row_id": range(len(rows)), "label": labels, "prediction": scores >= 0.5, "score": scores, "split": name}
        )
    )
pd.concat(predictions).to_parquet(output / "predictions.parquet", index=False)
print(f"trained on {len(splits['train']):,} orders")
