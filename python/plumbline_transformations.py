"""The built-in transformation functions of feature views.

Each function has a name, `fit(series, options)`, which gives what it learns from the training data as plain JSON, and
`apply(series, learnt)`, which gives the column (or the columns) that the feature becomes. Numbers come as float64 with
NaN for missing ones. Categories are compared by what they are, not by how a frame happens to store them: 5, 5.0 and
numpy's 5 are one category, "5" is another one.

NumPy and pandas are loaded when a function is used: they are the user's.
"""

import json
import math


class Unlearnable(ValueError):
    """A function that found nothing in the training data to learn from."""


# Numbers


def standard_scaler():
    """Subtract the mean and divide by the standard deviation (of the population, as scikit-learn has it)."""
    return scaler(lambda known, _: {"center": float(known.mean()), "scale": spread(known.std())})


def min_max_scaler():
    """Map the smallest training value to 0 and the largest one to 1; others may fall outside."""
    return scaler(lambda known, _: {"center": float(known.min()), "scale": spread(known.max() - known.min())})


def robust_scaler():
    """Subtract the median and divide by the interquartile range."""

    def learn(known, _):
        low, median, high = percentiles(known, [25, 50, 75])
        return {"center": median, "scale": spread(high - low)}

    return scaler(learn)


def scaler(learn):
    return numeric(learn, lambda values, learnt: (values - learnt["center"]) / learnt["scale"])


def spread(value):
    """What to divide by: a feature that never changes is only moved, as in scikit-learn."""
    return float(value) if value > 0 and math.isfinite(value) else 1.0


def log_transform():
    """Natural logarithm; zero and below become missing."""

    def apply(values, _):
        np = numpy()
        return np.log(np.where(values > 0, values, np.nan))

    return numeric(None, apply)


def equal_width_binner():
    """Number of the bin, from 0; what lies outside of the training values falls into the first or the last bin."""

    def learn(known, options):
        return {"min": float(known.min()), "max": float(known.max()), "n_bins": int(options["n_bins"])}

    def apply(values, learnt):
        np = numpy()
        width = (learnt["max"] - learnt["min"]) / learnt["n_bins"]
        if width == 0:
            return np.where(np.isnan(values), np.nan, 0.0)
        return np.clip(np.floor((values - learnt["min"]) / width), 0, learnt["n_bins"] - 1)

    return numeric(learn, apply, n_bins=10)


def quartile_binner():
    """Number of the quarter of the training values, 0 to 3; an edge belongs to the lower one, as in pandas' qcut."""

    def apply(values, learnt):
        np = numpy()
        return np.where(np.isnan(values), np.nan, np.searchsorted(learnt["quartiles"], values, side="left"))

    return numeric(lambda known, _: {"quartiles": percentiles(known, [25, 50, 75])}, apply)


def quantile_transformer():
    """Share of the training values below a value, by interpolation between percentiles; of equal values half count."""

    def apply(values, learnt):
        np = numpy()
        known, shares = np.asarray(learnt["percentiles"]), np.linspace(0, 1, 101)
        lower = np.interp(values, known, shares)
        upper = -np.interp(-values, -known[::-1], -shares[::-1])
        return (lower + upper) / 2

    return numeric(learn_percentiles, apply)


def rank_normalizer():
    """Share of the training values at or below a value, by interpolation between percentiles."""

    def apply(values, learnt):
        np = numpy()
        # Of a value that fills several percentiles the last one counts, and before the smallest one stands nothing.
        known, first = np.unique(np.asarray(learnt["percentiles"])[::-1], return_index=True)
        ranks = np.linspace(1, 0, 101)[first]
        return np.interp(values, known, ranks, left=0.0, right=1.0)

    return numeric(learn_percentiles, apply)


def learn_percentiles(known, _):
    return {"percentiles": percentiles(known, list(range(101)))}


def winsorize():
    """Cut values off at two percentiles of the training data."""

    def learn(known, options):
        low, high = percentiles(known, [options["p_low"], options["p_high"]])
        return {"low": low, "high": high}

    def apply(values, learnt):
        return numpy().clip(values, learnt["low"], learnt["high"])

    return numeric(learn, apply, p_low=1, p_high=99)


def impute_mean():
    return imputer(lambda known, _: {"value": float(known.mean())})


def impute_median():
    return imputer(lambda known, _: {"value": percentiles(known, [50])[0]})


def impute_constant():
    return imputer(lambda _, options: {"value": float(options["value"])}, needs_values=False, value=0)


def imputer(learn, **options):
    def apply(values, learnt):
        np = numpy()
        return np.where(np.isnan(values), learnt["value"], values)

    return numeric(learn, apply, **options)


def numeric(learn, apply, needs_values=True, **defaults):
    """A function of numbers: `learn` sees the values that are there, `apply` all of them, both as arrays."""

    def fit(series, options):
        if learn is None:
            return {}
        known = series.to_numpy()
        known = known[~numpy().isnan(known)]
        if needs_values and len(known) == 0:
            raise Unlearnable("the training data has no value there")
        return learn(known, {**defaults, **options})

    return "number", fit, lambda series, learnt: like(series, apply(series.to_numpy(), learnt))


# Categories


def label_encoder():
    """Number of the category in their order; what training did not see is -1, a missing one too."""

    def apply(series, learnt):
        numbers = {key(each): float(at) for at, each in enumerate(learnt["categories"])}
        return by_category(series, lambda label: numbers.get(label, -1.0), missing=-1.0)

    return "category", learn_categories, apply


def one_hot_encoder():
    """A true-or-false column of each category; what training did not see is false in all, a missing one too."""

    def apply(series, learnt):
        codes, labels = coded(series)
        at = {label: index for index, label in enumerate(labels)}
        columns = {}
        for category in learnt["categories"]:
            columns[f"{series.name}_{words(category)}"] = like(series, codes == at.get(key(category), -2))
        return columns

    return "category", learn_categories, apply


def top_k_categorical_binner():
    """Keep the categories that are most frequent in training; all others become one. A missing one stays missing."""

    def fit(series, options):
        options = {"top_n": 10, "other_label": "Other", **options}
        counts = frequencies(series)[: int(options["top_n"])]
        return {"categories": sorted((each for each, _ in counts), key=rank), "other": options["other_label"]}

    def apply(series, learnt):
        kept = {key(each): words(each) for each in learnt["categories"]}
        return by_category(series, lambda label: kept.get(label, learnt["other"]), missing=None)

    return "category", fit, apply


def impute_mode():
    """Fill in the most frequent category; of several the first one in order."""

    def fit(series, _):
        counts = frequencies(series)
        if not counts:
            raise Unlearnable("the training data has no value there")
        return {"value": counts[0][0]}

    return "category", fit, fill


def impute_category():
    """Fill in a category of its own."""
    return "category", lambda _, options: {"value": options.get("value", "__MISSING__")}, fill


def fill(series, learnt):
    return series.where(series.notna(), learnt["value"])


def learn_categories(series, _):
    _, labels = coded(series)
    categories = sorted((json.loads(label) for label in labels), key=rank)
    if not categories:
        raise Unlearnable("the training data has no value there")
    return {"categories": categories}


def frequencies(series):
    """Categories with how often they are there: the most frequent first, equally frequent ones in order."""
    codes, labels = coded(series)
    counts = numpy().bincount(codes[codes >= 0], minlength=len(labels)).tolist()
    pairs = [(json.loads(label), count) for label, count in zip(labels, counts)]
    return sorted(pairs, key=lambda pair: (-pair[1], rank(pair[0])))


def coded(series):
    """For each row the number of its category (-1: missing), and the categories by number, as `key` writes them."""
    np = numpy()
    values = series.astype(object).to_numpy()
    numbers, labels, codes = {}, [], np.full(len(values), -1)
    seen = {}
    for at, value in enumerate(values):
        # The same text object or number comes again and again: it is written once.
        known = (type(value), value) if isinstance(value, (str, int, float, bool)) else None
        code = seen.get(known) if known is not None else None
        if code is None:
            label = None if is_missing(value) else key(value)
            code = -1 if label is None else numbers.setdefault(label, len(numbers))
            if code == len(labels):
                labels.append(label)
            if known is not None:
                seen[known] = code
        codes[at] = code
    return codes, labels


def by_category(series, value_of, missing):
    codes, labels = coded(series)
    values = [value_of(label) for label in labels]
    return like(series, [values[code] if code >= 0 else missing for code in codes])


def key(value):
    """A category as JSON: what it is, however a frame stores it."""
    return json.dumps(plain(value), ensure_ascii=False)


def plain(value):
    value = value.item() if hasattr(value, "item") else value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def rank(category):
    """Truth values before numbers before texts, each in their own order."""
    if isinstance(category, bool):
        return (0, category, "")
    return (1, category, "") if isinstance(category, (int, float)) else (2, 0, category)


def words(category):
    return category if isinstance(category, str) else json.dumps(category)


def is_missing(value):
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:
        # pandas' NA refuses to be true or false.
        return True


# Both


def like(series, values):
    return pandas().Series(values, index=series.index, name=series.name)


def percentiles(known, wanted):
    return [float(each) for each in numpy().percentile(known, wanted)]


def numpy():
    import numpy

    return numpy


def pandas():
    import pandas

    return pandas


# In the order of core/catalogue/transformation-functions.ts. Each: the kind of its input, fit, apply.
BUILT_IN = {
    "standard_scaler": standard_scaler(),
    "min_max_scaler": min_max_scaler(),
    "robust_scaler": robust_scaler(),
    "label_encoder": label_encoder(),
    "one_hot_encoder": one_hot_encoder(),
    "log_transform": log_transform(),
    "equal_width_binner": equal_width_binner(),
    "equal_frequency_binner": quartile_binner(),
    "quantile_binner": quartile_binner(),
    "quantile_transformer": quantile_transformer(),
    "rank_normalizer": rank_normalizer(),
    "winsorize": winsorize(),
    "top_k_categorical_binner": top_k_categorical_binner(),
    "impute_mean": impute_mean(),
    "impute_median": impute_median(),
    "impute_constant": impute_constant(),
    "impute_mode": impute_mode(),
    "impute_category": impute_category(),
}
