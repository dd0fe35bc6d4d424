/** Laws and tests of the package of the same name. */
@NullMarked
package dev.descent.encode;

import org.jspecify.annotations.NullMarked;
