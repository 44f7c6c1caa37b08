/**
 * Converts photographs of residents to templates of the gallery, and erases residents.
 *
 * <p>{@link io.vestibule.topologies.enrol.EnrolTopology} is the data flow. The rules do not depend on Kafka: {@code
 * PhotoFaceFinder} finds the only face of a photograph, {@code SameSubjectRule} compares it with the
 * subject's own templates, {@code ConflictRule} compares it with those of other subjects, and {@code PhotoEnrolment} adds it.
 */
@NullMarked
package io.vestibule.topologies.enrol;

import org.jspecify.annotations.NullMarked;
