/** Identity events, read from their topic and printed for people and for scripts. */
@NullMarked
package io.vestibule.service.events;

import org.jspecify.annotations.NullMarked;
