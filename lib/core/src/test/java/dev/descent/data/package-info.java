/** Laws and tests of the package of the same name. */
@NullMarked
package dev.descent.data;

import org.jspecify.annotations.NullMarked;
