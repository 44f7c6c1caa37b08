/**
 * Photographs become a dataset: each one's main face, and what the teacher says of it.
 *
 * <p>{@link io.vestibule.app.label.MainFace} finds the face, {@link io.vestibule.app.label.Examination} has the teacher look at
 * it. Looking is the expensive part: its findings are kept in a {@link io.vestibule.app.label.Journal}, so that work that was
 * broken off goes on where it stopped. Only then are class centres known, and the samples written.
 */
@NullMarked
package io.vestibule.app.label;

import org.jspecify.annotations.NullMarked;
