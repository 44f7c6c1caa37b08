/**
 * What happens to records that cannot be used. The rule: a fault of the record (bytes, values, pixels) becomes a {@link
 * io.vestibule.schemas.DeadLetter} and the stream goes on; a fault of the platform (broker, disk) stops the application,
 * so that it is started again from its last commit; an {@link java.lang.Error} is never caught.
 */
@NullMarked
package io.vestibule.topologies.errors;

import org.jspecify.annotations.NullMarked;
