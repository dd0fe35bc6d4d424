/** Laws and tests of the package of the same name. */
@NullMarked
package dev.descent.loss;

import org.jspecify.annotations.NullMarked;
