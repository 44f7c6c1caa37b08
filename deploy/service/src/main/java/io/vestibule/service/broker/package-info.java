/** A real Kafka broker inside this JVM, for the demo, for development and for tests; never for production. */
@NullMarked
package io.vestibule.service.broker;

import org.jspecify.annotations.NullMarked;
