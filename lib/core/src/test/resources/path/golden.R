# The lasso path of standardized diabetes by glmnet: Rscript golden.R ../../../../../../conf/samples/diabetes.csv > diabetes.csv
suppressMessages(library(glmnet))
data <- as.matrix(read.csv(commandArgs(trailingOnly = TRUE)[1]))
n <- nrow(data)
x <- scale(data[, 1:10]) * sqrt(n / (n - 1))
y <- data[, 11]
strengths <- 45 * 1e-4^((0:19) / 19)
fit <- glmnet(x, y, lambda = strengths, standardize = FALSE, thresh = 1e-22, maxit = 1e7)
cat("strength,objective,nonzeros,s5\n")
for (k in 1:20) {
  w <- fit$beta[, k]
  loss <- mean((y - fit$a0[k] - x %*% w)^2) / 2
  objective <- loss + strengths[k] * sum(abs(w))
  cat(sprintf("%.17g,%.13g,%d,%.10g\n", strengths[k], objective, sum(w != 0), w["s5"]))
}
