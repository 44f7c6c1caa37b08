/**
 * How records become bytes: Avro's single-object encoding, two marker bytes, the fingerprint of the writer's schema, the
 * value. Everything here may be shared between threads. Bytes that cannot be read end in a {@link
 * io.vestibule.schemas.serdes.SchemaFault}, whatever is wrong with them.
 */
@NullMarked
package io.vestibule.schemas.serdes;

import org.jspecify.annotations.NullMarked;
