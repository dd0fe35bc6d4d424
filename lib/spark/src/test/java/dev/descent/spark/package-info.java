/** Tests on a real local session: one for all of them, with two threads and retries. */
@NullMarked
package dev.descent.spark;

import org.jspecify.annotations.NullMarked;
