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
splits = {part: plumbline_features.read_split(dataset, part) for part in dataset["splits"]}
train = splits["train"]

# What the transformations learn, they learn from the training split alone; serving loads them with the model.
features = plumbline_features.fit(run["transformations"], train.features, run["root"])
model = LogisticRegression(max_iter=1000, random_state=run["seed"], **run["model"]["hyperparameters"])
model.fit(features.transform(train.features), train.label.astype(bool))

features.save(output)
joblib.dump(model, output / "model.joblib")
predictions = []
for part, data in splits.items():
    score = model.predict_proba(features.transform(data.features))[:, 1]
    columns = {"row_id": range(len(score)), "label": data.label.array, "prediction": score >= 0.5, "score": score}
    predictions.append(pd.DataFrame({**columns, "split": part}))
pd.concat(predictions).to_parquet(output / "predictions.parquet", index=False)
print(f"trained on {len(train.label):,} orders")
