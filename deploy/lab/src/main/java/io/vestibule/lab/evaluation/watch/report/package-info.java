/** The results of an evaluation as JSON, as text, and as an HTML page with charts. */
@NullMarked
package io.vestibule.lab.evaluation.watch.report;

import org.jspecify.annotations.NullMarked;
