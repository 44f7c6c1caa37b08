/**
 * Converts photographs of residents to templates of the gallery, and erases residents.
 *
 * <p>{@link io.vestibule.topologies.enrol.EnrolTopology} is the data flow. The rules do not depend on Kafka: {@code
 * PhotoFaceFinder} finds the only face of a photograph, {@code EnrolledTemplates} finds conflicts with other subjects, and
 * {@code PhotoEnrolment} adds the face to a subject's templates.
 */
@NullMarked
package io.vestibule.topologies.enrol;

import org.jspecify.annotations.NullMarked;
