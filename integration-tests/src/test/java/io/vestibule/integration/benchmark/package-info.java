/** What the inner pieces cost, each alone, as JMH measures it. */
@NullMarked
package io.vestibule.integration.benchmark;

import org.jspecify.annotations.NullMarked;
