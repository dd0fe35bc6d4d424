/** Laws and golden numbers of metrics. */
@NullMarked
package dev.descent.metric;

import org.jspecify.annotations.NullMarked;
