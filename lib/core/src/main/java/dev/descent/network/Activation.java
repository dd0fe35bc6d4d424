package dev.descent.network;

import dev.descent.math.StableMath;

/** What a hidden unit makes of its weighted input. */
public enum Activation {
  /** max(x, 0). */
  RELU {
    @Override
    double of(double x) {
      return Math.max(x, 0);
    }

    @Override
    double derivative(double activated) {
      return activated > 0 ? 1 : 0;
    }
  },

  /** The hyperbolic tangent. */
  TANH {
    @Override
    double of(double x) {
      return StableMath.tanh(x);
    }

    @Override
    double derivative(double activated) {
      return 1 - activated * activated;
    }
  },

  /** 1 / (1 + e^-x). */
  LOGISTIC {
    @Override
    double of(double x) {
      return StableMath.logistic(x);
    }

    @Override
    double derivative(double activated) {
      return activated * (1 - activated);
    }
  };

  abstract double of(double x);

  /** The derivative at the x whose activation is {@code activated}. */
  abstract double derivative(double activated);
}
