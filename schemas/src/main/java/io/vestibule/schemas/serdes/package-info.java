/**
 * How records become bytes: Avro's single-object encoding, two marker bytes, the fingerprint of the writer's schema, the
 * value. Everything here may be shared between threads. Bytes that cannot be read end in a {@link
 * io.vestibule.schemas.serdes.AvroDecodingException}, whatever is wrong with them.
 *
 * <p>The first serde makes the generated classes trusted by Avro, which since 1.12.2 refuses to make instances of others. A
 * program that fills builders but never makes a serde has to name {@code io.vestibule.schemas} and {@code
 * io.vestibule.schemas.state} in the system property {@code org.apache.avro.SERIALIZABLE_PACKAGES}.
 */
@NullMarked
package io.vestibule.schemas.serdes;

import org.jspecify.annotations.NullMarked;
