/** What the terminal shows while the demo runs: redrawn in place where it can be, plain lines where it cannot. */
@NullMarked
package io.vestibule.lab.demo.live;

import org.jspecify.annotations.NullMarked;
