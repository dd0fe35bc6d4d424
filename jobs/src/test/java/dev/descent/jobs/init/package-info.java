@NullMarked
package dev.descent.jobs.init;

import org.jspecify.annotations.NullMarked;
