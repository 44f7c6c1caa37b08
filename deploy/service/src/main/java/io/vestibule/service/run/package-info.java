/** The topologies as running applications, built from models, settings and cluster. All parts meet in this package only. */
@NullMarked
package io.vestibule.service.run;

import org.jspecify.annotations.NullMarked;
