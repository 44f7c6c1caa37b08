/** The service: all that runs in production, with its command line. */
@NullMarked
package io.vestibule.service;

import org.jspecify.annotations.NullMarked;
