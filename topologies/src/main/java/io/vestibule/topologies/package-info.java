/** The four Kafka Streams topologies: watch, recognise, teach, enrol. */
@NullMarked
package io.vestibule.topologies;

import org.jspecify.annotations.NullMarked;
