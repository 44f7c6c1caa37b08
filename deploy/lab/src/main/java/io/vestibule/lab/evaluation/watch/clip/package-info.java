/** Clips for the evaluation: read from videos and pictures, or composed of photographs, with or without drawn visitors. */
@NullMarked
package io.vestibule.lab.evaluation.watch.clip;

import org.jspecify.annotations.NullMarked;
