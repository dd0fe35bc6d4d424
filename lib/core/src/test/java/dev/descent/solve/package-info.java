/** Laws and tests of the package of the same name. */
@NullMarked
package dev.descent.solve;

import org.jspecify.annotations.NullMarked;
