/**
 * Photographs of residents in, templates for the gallery out; or a resident forgotten.
 *
 * <p>{@link io.vestibule.topologies.enrol.EnrolTopology} is the flow. The rules know no Kafka: {@code PhotoExamination}
 * finds the one face, {@code Neighbours} tells whose face it already is, {@code Photographs} adds it to a subject's templates.
 */
@NullMarked
package io.vestibule.topologies.enrol;

import org.jspecify.annotations.NullMarked;
