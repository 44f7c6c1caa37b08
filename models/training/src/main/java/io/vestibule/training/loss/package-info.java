/**
 * What a student is told about its mistakes. Each class is one loss, with its formula and where it comes from; all are differentiated
 * by the engine, so that only the value is written down here.
 *
 * <p>In the formulas x is the student's embedding made unit, t the teacher's (unit as well), y the class of a sample, W the unit
 * centres of the classes, and theta an angle between two of these. B is the number of samples of a batch, C the number of classes,
 * N the length of an embedding.
 */
@NullMarked
package io.vestibule.training.loss;

import org.jspecify.annotations.NullMarked;
