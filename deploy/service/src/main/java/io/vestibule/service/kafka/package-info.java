/** Clients of the cluster, made from the settings, whose troubles are told in words. */
@NullMarked
package io.vestibule.service.kafka;

import org.jspecify.annotations.NullMarked;
