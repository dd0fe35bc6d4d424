"""The numbers that PolynomialTest and CubicPowersTest expect.

    python3 golden.py names              names, values and counts by scikit-learn (1.2.1 was used)
    python3 golden.py cubic cubic.csv    cubic.csv here: mean and population standard deviation of
                                         x, x^2, .. x^40 over the rows with split = train, in exact
                                         fractions of the powers as doubles, each rounded once
"""
import sys
from fractions import Fraction
from math import isqrt


def names():
    import numpy
    from sklearn.preprocessing import PolynomialFeatures

    def fitted(columns, degree, interactions, bias):
        made = PolynomialFeatures(degree, interaction_only=interactions, include_bias=bias)
        return made.fit(numpy.zeros((1, columns)))

    for shape in [(2, 2, False, True), (3, 3, False, False), (3, 3, True, False), (4, 2, True, True)]:
        print(shape, list(fitted(*shape).get_feature_names_out(list("abcd"[: shape[0]]))))
    row = numpy.array([[0.1, -3.7, 2.5]])
    print([float(value) for value in fitted(3, 3, False, False).transform(row)[0]])
    for columns, degree, interactions in [(2, 2, False), (1, 40, False), (8, 5, False), (8, 5, True),
                                          (20, 4, False), (5, 9, True)]:
        made = fitted(columns, degree, interactions, True)
        print(columns, degree, interactions, made.n_output_features_)
    made = fitted(8, 5, False, True).get_feature_names_out(list("abcdefgh"))
    print([str(made[t]) for t in (0, 8, 9, 44, 45, 164, 165, 494, 495, 700, 1286)])


def cubic(path):
    cells = [line.strip().split(",") for line in open(path)][1:]
    x = [float(cell[0]) for cell in cells if cell[2] == "train"]
    power = x
    for k in range(1, 41):
        mean = sum(map(Fraction, power)) / len(x)
        variance = sum(Fraction(value) ** 2 for value in power) / len(x) - mean * mean
        root = Fraction(isqrt((variance.numerator << 800) // variance.denominator), 1 << 400)
        print("%d,%r,%r" % (k, float(mean), float(root)))
        power = [a * b for a, b in zip(power, x)]


if __name__ == "__main__":
    {"names": names, "cubic": cubic}[sys.argv[1]](*sys.argv[2:])
