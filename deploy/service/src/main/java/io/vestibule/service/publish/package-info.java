/** Images from files, folders, videos and cameras, sent as frames of one camera. */
@NullMarked
package io.vestibule.service.publish;

import org.jspecify.annotations.NullMarked;
