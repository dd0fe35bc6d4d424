package dev.descent.jobs;

import dev.descent.encode.Polynomial;
import dev.descent.jobs.spec.CategoriesSpec;
import dev.descent.jobs.spec.FeaturesSpec;
import dev.descent.jobs.spec.HashedSpec;
import dev.descent.jobs.spec.JobSpec;
import dev.descent.spark.data.FeatureChoice;
import dev.descent.spark.data.FeatureRules;
import java.util.List;
import java.util.Optional;

/** Which columns of a job are features and how they are made, as the tables take it. */
record FeatureRecipe(JobSpec spec) {

  /** Which columns are features. */
  FeatureChoice choice() {
    FeaturesSpec features = spec.features();
    List<String> hashed = hashed().map(HashedSpec::columns).orElse(List.of());
    return new FeatureChoice(features.columns(), features.exclude(), hashed);
  }

  /** How they become features. */
  FeatureRules rules() {
    FeaturesSpec features = spec.features();
    CategoriesSpec asked = features.categories();
    FeatureRules.Categories categories =
        new FeatureRules.Categories(
            asked.columns(),
            FeatureRules.Unseen.valueOf(asked.unseen().name()),
            levels(),
            asked.rareBelow().orElse(0));
    FeatureRules.Missing missing =
        new FeatureRules.Missing(
            FeatureRules.Fill.valueOf(features.missing().fill().name()),
            features.missing().indicator()
                ? FeatureRules.Indicator.WHERE_MISSING
                : FeatureRules.Indicator.NONE);
    FeatureRules rules =
        FeatureRules.of(features.divideBy(), polynomial()).with(categories).with(missing);
    return hashed()
        .map(hashed -> rules.with(new FeatureRules.Hashing(hashed.columns(), hashed.size())))
        .orElse(rules);
  }

  private Optional<HashedSpec> hashed() {
    return spec.features().categories().hashed();
  }

  /** Without a penalty an intercept and all categories of a column say one thing twice. */
  private FeatureRules.Levels levels() {
    boolean penalized = spec.model().penalty().penalizes();
    boolean twice = spec.model().intercept() && spec.model().hidden().isEmpty() && !penalized;
    return twice ? FeatureRules.Levels.ALL_BUT_THE_FIRST : FeatureRules.Levels.ALL;
  }

  private Polynomial polynomial() {
    return spec.features()
        .polynomial()
        .map(p -> new Polynomial(p.degree(), p.interactionsOnly(), p.bias()))
        .orElseGet(Polynomial::none);
  }
}
