/** Requests to the running enrolment topology: enrol and erase subjects, and wait for the result. */
@NullMarked
package io.vestibule.service.enrol;

import org.jspecify.annotations.NullMarked;
