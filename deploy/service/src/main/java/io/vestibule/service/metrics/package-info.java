/** Figures of a running process, and where Prometheus reads them: what METRICS.md lists. */
@NullMarked
package io.vestibule.service.metrics;

import org.jspecify.annotations.NullMarked;
