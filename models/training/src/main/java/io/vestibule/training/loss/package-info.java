/**
 * The losses of a training. Each class is one loss and cites its formula and source. The engine computes all gradients.
 *
 * <p>Symbols: x is the student's embedding as a unit vector, t the teacher's unit embedding, y the class of a sample, W the unit
 * centres of the classes. Theta is an angle between two of these. B is the number of samples of a batch, C the number of classes, N the
 * dimension of an embedding.
 */
@NullMarked
package io.vestibule.training.loss;

import org.jspecify.annotations.NullMarked;
