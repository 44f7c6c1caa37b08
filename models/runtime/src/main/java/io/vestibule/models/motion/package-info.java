/**
 * The motion filter: how far the detector's own features are from those of the empty scene. Pure arithmetic on feature
 * maps. After AmphibianDetector (Svitov and Alyamkin, arXiv 2011.07513), with a distance that is regularised and pooled.
 */
@NullMarked
package io.vestibule.models.motion;

import org.jspecify.annotations.NullMarked;
