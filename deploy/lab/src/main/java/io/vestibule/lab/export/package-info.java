/**
 * Exports datasets: from the topic of soft labels, joined with their faces and limited by consent, or from other datasets.
 *
 * <p>{@link io.vestibule.lab.export.SoftLabelReader} reads the topics, {@link io.vestibule.lab.export.ConsentFilter} decides which
 * labels may be exported, and {@link io.vestibule.lab.export.DatasetExport} writes the selected samples.
 */
@NullMarked
package io.vestibule.lab.export;

import org.jspecify.annotations.NullMarked;
