/** Laws and tests of the package of the same name. */
@NullMarked
package dev.descent.model;

import org.jspecify.annotations.NullMarked;
