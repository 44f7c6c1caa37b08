/**
 * Makes a dataset of photographs: finds the main face of each one and computes its soft label.
 *
 * <p>{@link io.vestibule.lab.label.PhotographAnalyzer} finds and embeds the faces. This is the expensive part, so
 * {@link io.vestibule.lab.label.BatchJournal} keeps its results, and an interrupted run continues where it stopped. Class centres
 * are known only after all photographs were analysed. Then {@link io.vestibule.lab.label.PhotographLabeller} computes the labels.
 */
@NullMarked
package io.vestibule.lab.label;

import org.jspecify.annotations.NullMarked;
