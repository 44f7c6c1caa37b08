/**
 * Serialization of records in Avro's single-object encoding: two marker bytes, the fingerprint of the writer's schema, the
 * value. All types can be shared between threads. Unreadable bytes end in an {@link
 * io.vestibule.schemas.serdes.AvroDecodingException}.
 *
 * <p>The first serde marks the generated classes as trusted. Since 1.12.2, Avro instantiates no others. A program that uses
 * builders but no serde must list {@code io.vestibule.schemas} and {@code io.vestibule.schemas.state} in the system property
 * {@code org.apache.avro.SERIALIZABLE_PACKAGES}.
 */
@NullMarked
package io.vestibule.schemas.serdes;

import org.jspecify.annotations.NullMarked;
