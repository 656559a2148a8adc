"""Answers for a version of the model. Lies in the version's folder, beside what training wrote."""

from pathlib import Path

import joblib
import pandas as pd
import plumbline_features

CODE = Path(__file__).resolve().parent.parent


class Predictor:
    """One version, loaded once."""

    def __init__(self, model_dir: str) -> None:
        self.model = joblib.load(Path(model_dir) / "model.joblib")
        self.features = plumbline_features.load(model_dir, CODE)

    def predict(self, rows: list[dict]) -> list[dict]:
        """Whether each order will be late, and how likely that is."""
        scores = self.model.predict_proba(self.features.transform(pd.DataFrame(rows)))[:, 1]
        return [{"prediction": bool(score >= 0.5), "score": float(score)} for score in scores]
