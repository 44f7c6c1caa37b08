/**
 * Cameras that do not exist: backdrops drawn in code, before them people from the zoo's photographs, sensor noise over all.
 * {@link io.vestibule.lab.scenes.SimulatedCamera} makes the frames; the same seed always makes the same bytes.
 */
@NullMarked
package io.vestibule.lab.scenes;

import org.jspecify.annotations.NullMarked;
