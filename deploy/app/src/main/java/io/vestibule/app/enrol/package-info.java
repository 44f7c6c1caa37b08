/** Asks the running enrolment to learn or to forget a subject, and waits for its answer. */
@NullMarked
package io.vestibule.app.enrol;

import org.jspecify.annotations.NullMarked;
