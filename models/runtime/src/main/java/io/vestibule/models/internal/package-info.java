/**
 * Implementations that combine networks and pixel operations. Users of the runtime must not import this package.
 */
@NullMarked
package io.vestibule.models.internal;

import org.jspecify.annotations.NullMarked;
