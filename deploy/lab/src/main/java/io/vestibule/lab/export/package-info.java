/**
 * Soft labels leave their topic: joined with their faces, and only as far as consent goes, they become a dataset.
 *
 * <p>{@link io.vestibule.lab.export.TopicDatasetWriter} is the flow, {@link io.vestibule.lab.export.ConsentFilter} the rule of who may leave.
 */
@NullMarked
package io.vestibule.lab.export;

import org.jspecify.annotations.NullMarked;
