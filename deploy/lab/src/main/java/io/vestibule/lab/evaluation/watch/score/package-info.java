/**
 * Scores the decisions of motion filters. {@code GroundTruth} is what a clip requires, {@code FilterScorer} compares a run with it,
 * {@code WatchCounts} and {@code RecallCurve} are the results.
 */
@NullMarked
package io.vestibule.lab.evaluation.watch.score;

import org.jspecify.annotations.NullMarked;
