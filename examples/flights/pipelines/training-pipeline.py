"""Trains a model on the training split, and writes down what it says of every split.

Plumbline hands over the training data and judges the predictions itself: against the labels of the data, by metrics
and gates.
"""

import json
import os
from pathlib import Path

import joblib
import pandas as pd
import plumbline_features
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.dummy import DummyClassifier
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OrdinalEncoder
from threadpoolctl import threadpool_limits


def classifier(params: dict, hyperparameters: dict, seed: int):
    """The model to train; text that is left after the transformations of the view becomes numbers."""
    if params.get("baseline"):
        return DummyClassifier(strategy="prior")
    # A destination that the training rows do not have is missing to the trees.
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=float("nan"))
    columns = make_column_transformer(
        (encoder, make_column_selector(dtype_exclude="number")),
        remainder="passthrough",
        verbose_feature_names_out=False,
    )
    trees = HistGradientBoostingClassifier(early_stopping=False, random_state=seed, **hyperparameters)
    return make_pipeline(columns, trees)


def predictions_of(model, fitted, data: plumbline_features.Split, part: str) -> pd.DataFrame:
    """What the model says of the rows of a split, each row named by its place in the split's file."""
    score = model.predict_proba(fitted.transform(data.features))[:, 1]
    columns = {
        "row_id": range(len(score)),
        "label": data.label.array,
        "prediction": score >= 0.5,
        "score": score,
        "split": part,
    }
    return pd.DataFrame(columns)


def main() -> None:
    run = json.loads(Path(os.environ["PLUMBLINE_RUN"]).read_text(encoding="utf-8"))
    dataset, folder = run["training_dataset"], Path(run["outputs"]["model"])
    splits = {part: plumbline_features.read_split(dataset, part) for part in dataset["splits"]}

    train = splits["train"]
    known = train.label.notna()
    print(f"{known.sum():,} flights to learn from, {(~known).sum():,} without a label left out")
    fitted = plumbline_features.fit(run["transformations"], train.features[known], run["root"])

    model = classifier(run["params"], run["model"]["hyperparameters"], run["seed"])
    # One thread: threads that wait for each other on a busy machine take ten times as long.
    with threadpool_limits(1):
        model.fit(fitted.transform(train.features[known]), train.label[known].astype(bool))
        predictions = [predictions_of(model, fitted, data, part) for part, data in splits.items()]

    fitted.save(folder)
    joblib.dump(model, folder / "model.joblib")
    pd.concat(predictions).to_parquet(folder / "predictions.parquet", index=False)
    print(f"{len(fitted.columns)} columns after the transformations, {sum(map(len, predictions)):,} flights predicted")


if __name__ == "__main__":
    main()
