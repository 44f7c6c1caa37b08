/** Measures of a benchmark: durations, times of stages, allocated bytes, peak memory. */
@NullMarked
package io.vestibule.lab.bench.meter;

import org.jspecify.annotations.NullMarked;
