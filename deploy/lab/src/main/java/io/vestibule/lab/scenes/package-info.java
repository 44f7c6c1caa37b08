/**
 * The scene simulator: cameras whose frames are composed of drawn backgrounds, people from the zoo's photographs and
 * sensor noise. {@link io.vestibule.lab.scenes.SimulatedCamera} produces the frames. The same seed always gives the same
 * bytes.
 */
@NullMarked
package io.vestibule.lab.scenes;

import org.jspecify.annotations.NullMarked;
