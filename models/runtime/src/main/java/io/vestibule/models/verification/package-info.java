/**
 * Measures how well an embedder distinguishes people: one-to-one comparisons with known answers, and their error rates. Pure
 * arithmetic on scores.
 *
 * <p>A genuine pair has two images of one person; an impostor pair has images of two people. A pair matches if its score
 * reaches the threshold. FMR, the false match rate, is the share of impostor pairs that match. FNMR, the false non-match
 * rate, is the share of genuine pairs that do not match.
 *
 * <p>Both rates include pairs without a score, because no face was found in one of the images: they count as non-matches.
 * ISO/IEC 19795-1 calls these the generalised rates. They are what a person at a door experiences, no matter how good the
 * embedder is with faces that were found.
 *
 * <p>{@link io.vestibule.models.verification.Proportion} gives the confidence interval of a share.
 */
@NullMarked
package io.vestibule.models.verification;

import org.jspecify.annotations.NullMarked;
