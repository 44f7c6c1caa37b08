/**
 * The motion filter: the distance of the detector's features from those of the empty scene.
 *
 * <p>The method follows AmphibianDetector (Svitov and Alyamkin, arXiv 2011.07513), with a regularised and averaged distance. This
 * package contains no native code.
 */
@NullMarked
package io.vestibule.models.motion;

import org.jspecify.annotations.NullMarked;
