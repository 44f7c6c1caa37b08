/**
 * Decides whether a student may serve. It is held against its teacher and against the model that serves now, on people that it
 * was not trained on: each alone, each against the other's templates, and with the faces made worse. The rules of the verdict
 * are settings; a student that passes can be added to the zoo.
 */
@NullMarked
package io.vestibule.lab.evaluation.gate;

import org.jspecify.annotations.NullMarked;
