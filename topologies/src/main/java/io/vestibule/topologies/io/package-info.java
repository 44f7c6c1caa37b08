/** Input and output of topologies: source and sink nodes of typed topics, capture time, and checks common to all records. */
@NullMarked
package io.vestibule.topologies.io;

import org.jspecify.annotations.NullMarked;
