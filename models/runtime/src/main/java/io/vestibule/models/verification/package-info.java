/**
 * How well an embedder tells people apart: one-to-one comparisons with known answers, and the rates of error that follow.
 * Pure arithmetic on scores.
 *
 * <p>A pair is genuine (two images of one person) or an impostor's (of two). It matches where its score reaches the
 * threshold. FMR, the false match rate, is the share of impostor pairs that match; FNMR, the false non-match rate, is the
 * share of genuine pairs that do not. Both are over all pairs that were asked for: a pair of which no score could be had,
 * since no face was found in one of its images, is a non-match of its kind. These are what ISO/IEC 19795-1 calls the
 * generalised rates: the person at the door meets them, however good the embedder is with the faces that were found.
 *
 * <p>{@link io.vestibule.models.verification.Proportion} says how far a share of a sample can be trusted.
 */
@NullMarked
package io.vestibule.models.verification;

import org.jspecify.annotations.NullMarked;
