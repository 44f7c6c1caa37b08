/** JMH benchmarks of single steps. */
@NullMarked
package io.vestibule.integration.benchmark;

import org.jspecify.annotations.NullMarked;
