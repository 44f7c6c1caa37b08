/** The topologies, wired to models, settings and a cluster, and running. The one place where all parts meet. */
@NullMarked
package io.vestibule.service.run;

import org.jspecify.annotations.NullMarked;
