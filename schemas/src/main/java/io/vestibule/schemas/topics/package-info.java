/**
 * Every topic of Vestibule as a typed value with its settings, and the formats of topic keys. The types hold no state and do
 * no I/O.
 */
@NullMarked
package io.vestibule.schemas.topics;

import org.jspecify.annotations.NullMarked;
