"""Answers requests with a version of late_orders. Rows come transformed, just as in training."""

from pathlib import Path

import joblib
import pandas as pd


class Predictor:
    def __init__(self, model_dir: str):
        self.model = joblib.load(Path(model_dir) / "model.joblib")

    def predict(self, rows: pd.DataFrame) -> list[dict]:
        scores = self.model.predict_proba(rows)[:, 1]
        return [{"prediction": bool(score >= 0.5), "score": float(score)} for score in scores]
