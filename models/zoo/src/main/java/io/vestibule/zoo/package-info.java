/**
 * Which models exist, where each comes from, under what licence, and how to fetch and prepare them.
 *
 * <p>{@link io.vestibule.zoo.Zoo} is the way in. All values are immutable; a zoo may be used by many threads, and a cache by
 * many processes. Everything that can go wrong with a package or a file is a {@link io.vestibule.zoo.ZooException} whose
 * message is one line for the person at the keyboard.
 */
@NullMarked
package io.vestibule.zoo;

import org.jspecify.annotations.NullMarked;
