/** Clients and topics of the Kafka cluster, and exceptions with readable messages. */
@NullMarked
package io.vestibule.service.kafka;

import org.jspecify.annotations.NullMarked;
