/**
 * The model zoo: which models exist, their origin and licences, and how they are fetched and prepared.
 *
 * <p>{@link io.vestibule.zoo.Zoo} is the entry point. All values are immutable. A zoo is safe for use by several threads, and a
 * cache for use by several processes. A fault of a package or file is a {@link io.vestibule.zoo.ZooException} with a message of
 * one line.
 */
@NullMarked
package io.vestibule.zoo;

import org.jspecify.annotations.NullMarked;
