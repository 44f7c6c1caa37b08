/** Asks the running enrolment to learn or to forget a subject, and waits for its answer. */
@NullMarked
package io.vestibule.service.enrol;

import org.jspecify.annotations.NullMarked;
