/** The screen of the running demo: redrawn in place on a terminal, plain lines elsewhere. */
@NullMarked
package io.vestibule.lab.demo.live;

import org.jspecify.annotations.NullMarked;
