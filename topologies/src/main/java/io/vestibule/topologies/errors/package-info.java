/**
 * Handling of records that cannot be used.
 *
 * <p>A fault of the record (bytes, values, pixels) becomes a {@link io.vestibule.schemas.DeadLetter}, and the stream
 * continues. A fault of the platform (broker, disk) stops the application, which then restarts from its last commit. An
 * {@link java.lang.Error} is never caught.
 */
@NullMarked
package io.vestibule.topologies.errors;

import org.jspecify.annotations.NullMarked;
