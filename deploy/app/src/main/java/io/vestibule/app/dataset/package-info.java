/**
 * Soft labels leave their topic: joined with their faces, and only as far as consent goes, they become a dataset.
 *
 * <p>{@link io.vestibule.app.dataset.TopicDataset} is the flow, {@link io.vestibule.app.dataset.Consents} the rule of who may leave.
 */
@NullMarked
package io.vestibule.app.dataset;

import org.jspecify.annotations.NullMarked;
