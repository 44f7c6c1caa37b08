/**
 * Photographs become a dataset: each one's main face, and what the teacher says of it.
 *
 * <p>{@link io.vestibule.lab.label.MainFaceFinder} finds the face, {@link io.vestibule.lab.label.PhotographAnalyzer} has the teacher look at
 * it. Looking is the expensive part: its findings are kept in a {@link io.vestibule.lab.label.BatchJournal}, so that work that was
 * broken off goes on where it stopped. Only then are class centres known, and the samples written.
 */
@NullMarked
package io.vestibule.lab.label;

import org.jspecify.annotations.NullMarked;
