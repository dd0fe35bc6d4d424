"""Writes rows.csv (a table of numbers, categories and missing values) and log-loss.csv, which scikit-learn 1.2.1 computes of it.

Run in this folder: python3 golden.py
"""

import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

random = np.random.RandomState(11)
rows = 600
age = np.round(random.normal(40, 12, rows), 1)
income = np.round(np.exp(random.normal(10, 0.7, rows)))
city = random.choice(["Athens", "Berlin", "Cairo", "Delhi", "Espoo", "Faro"], rows, p=[0.4, 0.3, 0.2, 0.05, 0.03, 0.02])
plan = random.choice(["basic", "plus", "pro"], rows)
shop = random.randint(8, 12, rows)
score = 0.04 * (age - 40) - 0.5 * np.log(income / 22000) + np.where(city == "Berlin", 1, 0) + np.where(plan == "pro", -1, 0) + 0.3 * (shop == 10)
age[random.uniform(size=rows) < 0.15] = np.nan
plan = np.where(random.uniform(size=rows) < 0.1, "(missing)", plan)
y = (random.uniform(size=rows) < 1 / (1 + np.exp(-score))).astype(int)
with open("rows.csv", "w") as out:
    out.write("age,city,income,plan,shop,y\n")
    for i in range(rows):
        cells = ["?" if np.isnan(age[i]) else repr(float(age[i])), city[i], repr(float(income[i])), plan[i].replace("(missing)", "?"), str(shop[i])]
        out.write(",".join(cells + ["yes" if y[i] else "no"]) + "\n")

table = np.column_stack([age.astype(object), city, income.astype(object), plan, shop.astype(str)]).astype(object)
numbers, categories = [0, 2], [1, 3, 4]


def fitted(name, encoder, imputer, scaler, *then):
    columns = ColumnTransformer(
        [("categories", encoder, categories), ("numbers", make_pipeline(imputer, scaler), numbers)], sparse_threshold=0
    )
    model = make_pipeline(columns, *then).fit(table, y)
    return f"{name},{float(log_loss(y, model.predict_proba(table)[:, 1]))!r},{model[-1].coef_.size}\n"


def logistic(**settings):
    return LogisticRegression(tol=1e-10, max_iter=100000, **settings)


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) % 2**64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) % 2**64
    return z ^ (z >> 31)


def combine(h, x):
    return mix((h * 0x9E3779B97F4A7C15 + x + 0x9E3779B97F4A7C15) % 2**64)


def text_hash(utf8):
    h = len(utf8)
    whole = len(utf8) // 8 * 8
    for i in range(0, whole, 8):
        h = combine(h, int.from_bytes(utf8[i : i + 8], "little"))
    return combine(h, int.from_bytes(utf8[whole:], "big"))


def hashed(values, size=16):
    """The features that the columns city, plan and shop share."""
    features = np.zeros((len(values), size))
    for j, column in enumerate(["city", "plan", "shop"]):
        for i, value in enumerate(values[:, j]):
            utf8 = b"\xff" if value == "(missing)" else value.encode()
            h = combine(text_hash(column.encode()), text_hash(utf8))
            features[i, (h * size) >> 64] += 1 if h % 2 == 0 else -1
    return features


with open("log-loss.csv", "w") as out:
    # No penalty: the first category of each column is left out.
    out.write(fitted("none", OneHotEncoder(drop="first"), SimpleImputer(), StandardScaler(), logistic(penalty=None)))
    # A penalty on the coefficients of standardized features, categories too; small categories share a feature.
    encoder = OneHotEncoder(min_frequency=40, handle_unknown="infrequent_if_exist")
    imputer = SimpleImputer(strategy="median", add_indicator=True)
    out.write(fitted("ridge", encoder, imputer, StandardScaler(), StandardScaler(), logistic(C=1 / (0.05 * rows))))
    # A penalty on the coefficients of features as they are.
    zero = SimpleImputer(strategy="constant", fill_value=0)
    out.write(fitted("original", OneHotEncoder(), zero, "passthrough", logistic(C=1 / (0.01 * rows), solver="newton-cholesky")))
    # Values are hashed to 16 features, which some of them share.
    then = [StandardScaler(), logistic(C=1 / (0.02 * rows))]
    out.write(fitted("hashed", FunctionTransformer(hashed), SimpleImputer(), "passthrough", *then))
    made = hashed(table[:, categories])
    print("hashed features that rows meet:", int((made != 0).any(axis=0).sum()))
