/** What Vestibule claims, held against the program itself: the jar, a real broker, real models, real photographs. */
@NullMarked
package io.vestibule.integration;

import org.jspecify.annotations.NullMarked;
