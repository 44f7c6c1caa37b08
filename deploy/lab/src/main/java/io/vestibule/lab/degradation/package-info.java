/** What weather, light and cheap cameras do to pictures. The same seed and time always make the same picture. */
@NullMarked
package io.vestibule.lab.degradation;

import org.jspecify.annotations.NullMarked;
