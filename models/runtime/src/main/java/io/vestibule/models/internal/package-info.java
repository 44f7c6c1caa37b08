/** Native parts put together; not for users of the runtime. */
@NullMarked
package io.vestibule.models.internal;

import org.jspecify.annotations.NullMarked;
