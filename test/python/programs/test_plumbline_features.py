"""What `plumbline_features` promises: run by features.test.ts, in the interpreter of the example."""

import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn import preprocessing

import plumbline_features as pf
from plumbline_transformations import BUILT_IN

NAN = float("nan")
RANDOM = np.random.default_rng(7)
# Skewed, with ties and with missing values, as real features are.
VALUES = pd.Series(np.where(RANDOM.random(2000) < 0.05, NAN, np.round(RANDOM.lognormal(1, 1, 2000), 1)), name="x")
NEW = pd.DataFrame({"x": [*RANDOM.lognormal(1, 2, 500), 0.0, -3.0, 1e9, NAN, *VALUES[:50]]})


def fitted(function, values, root=".", **options):
    frame = pd.DataFrame({"x": values})
    return pf.fit([{"features": ["x"], "function": function, "options": options}], frame, root)


def transformed(function, train, new, **options):
    return fitted(function, train, **options).transform(pd.DataFrame({"x": new}))


@pytest.mark.parametrize(
    ("function", "reference"),
    [
        ("standard_scaler", preprocessing.StandardScaler()),
        ("min_max_scaler", preprocessing.MinMaxScaler()),
        ("robust_scaler", preprocessing.RobustScaler()),
        ("quantile_transformer", preprocessing.QuantileTransformer(n_quantiles=101, subsample=None)),
    ],
)
def test_numbers_become_what_scikit_learn_makes_of_them(function, reference):
    ours = fitted(function, VALUES).transform(NEW)
    theirs = reference.fit(VALUES.to_frame()).transform(NEW)
    np.testing.assert_allclose(ours.to_numpy(), theirs, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("function", "reference"),
    [
        ("standard_scaler", preprocessing.StandardScaler()),
        ("min_max_scaler", preprocessing.MinMaxScaler()),
        ("robust_scaler", preprocessing.RobustScaler()),
    ],
)
def test_a_feature_that_never_changes_is_not_divided_by_zero(function, reference):
    constant = pd.DataFrame({"x": [5.0, 5.0, 5.0]})
    new = pd.DataFrame({"x": [5.0, 6.0]})
    theirs = reference.fit(constant).transform(new)
    np.testing.assert_array_equal(fitted(function, constant["x"]).transform(new).to_numpy(), theirs)


def test_categories_become_what_scikit_learn_makes_of_them():
    train, new = ["b", "a", "c", "a"], ["a", "c", "b", "z", None]
    numbers = preprocessing.OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1, encoded_missing_value=-1)
    theirs = numbers.fit(pd.DataFrame({"x": train})).transform(pd.DataFrame({"x": new}))
    np.testing.assert_array_equal(transformed("label_encoder", train, new).to_numpy(), theirs)

    columns = preprocessing.OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    theirs = columns.fit(pd.DataFrame({"x": train})).transform(pd.DataFrame({"x": new}))
    ours = transformed("one_hot_encoder", train, new)
    assert list(ours.columns) == ["x_a", "x_b", "x_c"]
    np.testing.assert_array_equal(ours.to_numpy(), theirs.astype(bool))


def test_bins_are_those_of_pandas():
    known = VALUES.dropna()
    for function in ("equal_frequency_binner", "quantile_binner"):
        theirs = pd.qcut(known, 4, labels=False)
        np.testing.assert_array_equal(transformed(function, VALUES, known)["x"], theirs)
    ours = transformed("equal_width_binner", [0.0, 10.0], [-5, 0, 0.99, 1, 9.99, 10, 15, NAN])
    np.testing.assert_array_equal(ours["x"], [0, 0, 0, 1, 9, 9, 9, NAN])
    np.testing.assert_array_equal(transformed("equal_width_binner", [3, 3], [1, 3, 9])["x"], [0, 0, 0])


def test_a_rank_is_the_share_at_or_below():
    ours = transformed("rank_normalizer", range(1, 101), [0, 1, 50, 100, 1000, NAN])["x"]
    np.testing.assert_allclose(ours, [0, 0, 0.495, 1, 1, NAN], atol=0.005)
    # All of the lower half are one value: half of the values are at or below it.
    tied = transformed("rank_normalizer", [1] * 50 + list(range(51, 101)), [0.5, 1, 100])["x"]
    np.testing.assert_allclose(tied, [0, 0.5, 1], atol=0.01)


def test_logarithm_winsorizing_and_imputing():
    np.testing.assert_allclose(transformed("log_transform", [1], [np.e, 0, -1, NAN])["x"], [1, NAN, NAN, NAN])
    cut = transformed("winsorize", range(101), [-5, 50, 500, NAN])["x"]
    np.testing.assert_allclose(cut, [1, 50, 99, NAN])
    for function, options, value in [
        ("impute_mean", {}, 4),
        ("impute_median", {}, 2),
        ("impute_constant", {}, 0),
        ("impute_constant", {"value": -1}, -1),
    ]:
        np.testing.assert_array_equal(transformed(function, [1, 2, 9, NAN], [5, NAN], **options)["x"], [5, value])
    assert list(transformed("impute_mode", ["b", "a", "a", "b", None], ["z", None])["x"]) == ["z", "a"]
    assert list(transformed("impute_category", ["a"], ["z", None])["x"]) == ["z", "__MISSING__"]


def test_the_most_frequent_categories_are_kept_and_missing_ones_stay_missing():
    train = ["a"] * 3 + ["c"] * 2 + ["b"] * 2 + ["d"]
    ours = transformed("top_k_categorical_binner", train, ["a", "b", "c", "d", None], top_n=2)["x"]
    assert list(ours) == ["a", "b", "Other", "Other", None]


def test_a_category_is_what_it_is_however_a_frame_stores_it():
    encoder = fitted("one_hot_encoder", pd.Series(["5", "x"]))
    assert list(encoder.columns) == ["x_5", "x_x"]
    numbers = fitted("label_encoder", pd.Series([9, 5, 5], dtype="int32"))
    for same in (pd.Series([5], dtype="float64"), pd.Series([5], dtype="Int64"), pd.Series([5], dtype=object)):
        assert numbers.transform(pd.DataFrame({"x": same}))["x"].tolist() == [0.0]


def test_the_catalogue_and_the_functions_are_the_same(catalogue):
    assert list(BUILT_IN) == [each["name"] for each in catalogue]
    for each in catalogue:
        assert BUILT_IN[each["name"]][0] == {"numeric": "number", "categorical": "category"}[each["input"]]


@pytest.fixture
def catalogue():
    return json.loads(Path("catalogue.json").read_text(encoding="utf-8"))


TRAIN = pd.DataFrame(
    {
        "km": [100, 250, 90, 1200],
        "carrier": ["AA", "UA", "AA", None],
        "delayed": [True, False, None, True],
        "visibility": [1.0, 9.0, None, 4.0],
        "note": ["x", "y", "z", None],
    }
)
TRANSFORMATIONS = [
    {"features": ["carrier"], "function": "impute_category"},
    {"features": ["carrier"], "function": "one_hot_encoder"},
    {"features": ["km", "visibility"], "function": "impute_median"},
    {"features": ["km"], "function": "log_transform"},
    {"features": ["visibility"], "function": "features/custom.py::cap"},
]


@pytest.fixture
def root(tmp_path):
    (tmp_path / "features").mkdir()
    (tmp_path / "features/limits.py").write_text("HIGHEST = 5.0\n")
    (tmp_path / "features/custom.py").write_text(
        "from features.limits import HIGHEST\n"
        "import pandas as pd\n"
        "def cap(visibility: pd.Series) -> pd.Series:\n    return visibility.clip(upper=HIGHEST)\n"
        "def half(x: pd.Series) -> pd.Series:\n    return x / 2\n"
        "def speed(km: pd.Series, hours: pd.Series) -> pd.Series:\n    return km / hours\n"
        "def lose(visibility):\n    return visibility.dropna()\n"
        "def per_row(km: float, hours: float) -> float:\n    return km / hours if hours > 0 else -1.0\n"
        "def twice(speed):\n    return speed * 2\n"
    )
    return tmp_path


def test_columns_keep_their_places_and_the_rest_passes_through(root):
    X = pf.fit(TRANSFORMATIONS, TRAIN, root).transform(TRAIN)
    assert list(X.columns) == ["km", "carrier_AA", "carrier_UA", "carrier___MISSING__", "delayed", "visibility", "note"]
    np.testing.assert_allclose(X["km"], np.log(TRAIN["km"]))
    assert X["visibility"].tolist() == [1.0, 5.0, 4.0, 4.0]
    np.testing.assert_array_equal(X["delayed"], [1.0, 0.0, NAN, 1.0])
    assert X["note"].tolist() == TRAIN["note"].tolist()


def test_nothing_is_learnt_after_training_and_a_request_gets_what_training_gave(root, tmp_path):
    model = pf.fit(TRANSFORMATIONS, TRAIN, root)
    whole = model.transform(TRAIN)
    model.save(tmp_path)
    served = pf.load(tmp_path, root)
    for at in range(len(TRAIN)):
        row = {name: None if pd.isna(value) else value for name, value in TRAIN.iloc[at].items()}
        request = pd.DataFrame([{"more": "than needed", **dict(reversed(row.items()))}])
        pd.testing.assert_frame_equal(served.transform(request), whole.iloc[[at]].reset_index(drop=True))
    assert json.loads((tmp_path / "features.json").read_text())["columns"] == list(whole.columns)


def test_rows_keep_their_index(root):
    shuffled = TRAIN.sample(frac=1, random_state=1)
    X = pf.fit(TRANSFORMATIONS, TRAIN, root).transform(shuffled)
    assert X.index.equals(shuffled.index)


def test_a_function_of_several_features_takes_their_place(root):
    frame = pd.DataFrame({"a": [1], "hours": [2.0], "b": [3], "km": [10.0]})
    speed = {"features": ["km", "hours"], "function": "features/custom.py::speed"}
    X = pf.fit([speed], frame, root).transform(frame)
    assert X.to_dict("list") == {"a": [1.0], "b": [3.0], "speed": [5.0]}
    half = {"features": ["km", "hours"], "function": "features/custom.py::half"}
    assert pf.fit([half], frame, root).transform(frame)[["km", "hours"]].to_numpy().tolist() == [[5.0, 1.0]]


@pytest.mark.parametrize(
    ("transformation", "message"),
    [
        ({"features": ["nothing"], "function": "standard_scaler"}, "no feature nothing"),
        ({"features": ["note"], "function": "standard_scaler"}, "note must hold numbers"),
        ({"features": ["visibility"], "function": "features/custom.py::lose"}, "Series of the rows"),
        ({"features": ["visibility"], "function": "features/custom.py::absent"}, "no function absent"),
        ({"features": ["visibility"], "function": "../outside.py::cap"}, "leads out of"),
        ({"features": ["km"], "function": "features/custom.py::speed"}, "takes hours"),
    ],
)
def test_what_cannot_be_done_is_said(root, transformation, message):
    with pytest.raises(Exception, match=re.escape(message)):
        pf.fit([transformation], TRAIN, root)


def test_a_column_without_a_value_teaches_nothing():
    with pytest.raises(ValueError, match="standard_scaler cannot learn from x"):
        fitted("standard_scaler", [NAN, NAN])
    with pytest.raises(ValueError, match="one_hot_encoder cannot learn from x"):
        fitted("one_hot_encoder", [None, None])


def test_a_feature_that_is_lacking_is_told(root):
    with pytest.raises(KeyError, match="these features are lacking: km, note"):
        pf.fit(TRANSFORMATIONS, TRAIN, root).transform(TRAIN.drop(columns=["km", "note"]))


def test_features_are_computed_on_demand_column_by_column_or_row_by_row(root):
    frame = pd.DataFrame({"km": [10.0, 6.0, None], "hours": [2.0, 0.0, 1.0], "speed": [None, 7.0, None]})
    functions = {
        "doubled": "features/custom.py::twice",
        "speed": "features/custom.py::speed",
        "per_row": "features/custom.py::per_row",
        "cap": "features/custom.py::cap",
    }
    done = pf.compute_on_demand(frame, functions, root)
    # What the request gives stays; what needs a computed feature comes after it; what lacks an input is not there.
    np.testing.assert_array_equal(done["speed"].astype(float), [5.0, 7.0, NAN])
    np.testing.assert_array_equal(done["doubled"].astype(float), [10.0, 14.0, NAN])
    np.testing.assert_array_equal(done["per_row"].astype(float), [5.0, -1.0, NAN])
    assert "cap" not in done
    assert list(frame.columns) == ["km", "hours", "speed"]


def test_values_of_json_become_what_a_training_file_has():
    frame = pd.DataFrame({"at": ["2024-01-31T10:00:00Z"], "day": ["2024-01-31"], "n": [5], "x": ["1.5"]})
    typed = pf.as_declared(frame, {"at": "timestamp", "day": "date", "n": "bigint", "x": "double", "y": "int"})
    assert typed["at"].iloc[0] == pd.Timestamp("2024-01-31T10:00Z")
    assert typed["day"].iloc[0].isoformat() == "2024-01-31"
    assert (typed["n"].iloc[0], typed["x"].iloc[0]) == (5, 1.5)


def test_a_part_of_a_training_dataset_is_read(tmp_path):
    frame = pd.DataFrame({"id": ["a", "b"], "km": [1.0, 2.0], "late": [True, None]})
    frame.to_parquet(tmp_path / "train.parquet")
    (tmp_path / "manifest.json").write_text(json.dumps({"keys": ["id"]}))
    dataset = {"path": str(tmp_path), "splits": {"train": "train.parquet"}, "features": ["km"], "label": "late"}
    features, label, keys = pf.read_split(dataset)
    assert (list(features), label.name, list(keys)) == (["km"], "late", ["id"])
    with pytest.raises(KeyError, match="no part test; it has train"):
        pf.read_split(dataset, "test")
