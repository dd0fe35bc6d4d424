/** What may depend on what, stated as tests. */
@NullMarked
package dev.descent;

import org.jspecify.annotations.NullMarked;
