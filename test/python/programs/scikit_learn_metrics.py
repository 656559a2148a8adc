"""What scikit-learn says of predictions: `python scikit_learn_metrics.py FILE…`, one JSON object a file.

A file is CSV, named `TASK-….csv`, with the columns label, prediction and score. What scikit-learn refuses, or warns of as
undefined, is null.
"""

import json
import math
import sys
import warnings
from functools import partial
from pathlib import Path

import pandas as pd
from sklearn import metrics


def binary(table):
    low, high = classes(table)
    truth, predicted = table["label"] == high, table["prediction"] == high
    of_prediction = {
        "accuracy": metrics.accuracy_score,
        "balanced_accuracy": metrics.balanced_accuracy_score,
        "precision": metrics.precision_score,
        "recall": metrics.recall_score,
        "f1": metrics.f1_score,
        "matthews_corrcoef": metrics.matthews_corrcoef,
        "cohen_kappa": metrics.cohen_kappa_score,
    }
    of_score = {
        "roc_auc": metrics.roc_auc_score,
        "average_precision": metrics.average_precision_score,
        "log_loss": partial(metrics.log_loss, labels=[False, True]),
        "brier_score_loss": partial(metrics.brier_score_loss, pos_label=True),
    }
    return {
        **{name: value(function, truth, predicted) for name, function in of_prediction.items()},
        **{name: value(function, truth, table["score"]) for name, function in of_score.items()},
    }


def multiclass(table):
    functions = {
        "accuracy": metrics.accuracy_score,
        "balanced_accuracy": metrics.balanced_accuracy_score,
        "matthews_corrcoef": metrics.matthews_corrcoef,
        "f1_macro": partial(metrics.f1_score, average="macro"),
        "f1_weighted": partial(metrics.f1_score, average="weighted"),
        "cohen_kappa": metrics.cohen_kappa_score,
    }
    return {name: value(function, table["label"], table["prediction"]) for name, function in functions.items()}


def regression(table):
    functions = {
        "mean_absolute_error": metrics.mean_absolute_error,
        "root_mean_squared_error": metrics.root_mean_squared_error,
        "median_absolute_error": metrics.median_absolute_error,
        "mean_absolute_percentage_error": metrics.mean_absolute_percentage_error,
        "r2": metrics.r2_score,
    }
    return {name: value(function, table["label"], table["prediction"]) for name, function in functions.items()}


def classes(table):
    known = sorted(set(table["label"]) | set(table["prediction"]))
    return known if len(known) == 2 else {0: (0, 1), 1: (0, 1)}[known[0]]


def value(function, truth, said):
    # What a model says of classes that no label names is a warning that does not concern the value.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", message="y_pred contains classes not in y_true")
        warnings.filterwarnings("ignore", message="A single label was found")
        warnings.filterwarnings("ignore", message="The number of unique classes is greater than")
        try:
            result = float(function(truth, said))
        except (ValueError, UserWarning, RuntimeWarning):
            return None
    return None if math.isnan(result) else result


TASKS = {"binary": binary, "multiclass": multiclass, "regression": regression}

for file in sys.argv[1:]:
    labelled = pd.read_csv(file, float_precision="round_trip").dropna(subset=["label"])
    print(json.dumps(TASKS[Path(file).name.partition("-")[0]](labelled)))
