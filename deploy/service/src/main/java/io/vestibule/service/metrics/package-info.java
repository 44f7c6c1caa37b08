/** Metrics of a running process, and their HTTP endpoint. METRICS.md lists the metrics. */
@NullMarked
package io.vestibule.service.metrics;

import org.jspecify.annotations.NullMarked;
