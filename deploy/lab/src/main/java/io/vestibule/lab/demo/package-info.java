/**
 * The demo: four simulated doors, the real topologies and a real broker in one process. {@link io.vestibule.lab.demo.Demo}
 * runs it and compares the identity events with the script. {@code live} shows the state while it runs, {@code report}
 * writes the page at the end.
 */
@NullMarked
package io.vestibule.lab.demo;

import org.jspecify.annotations.NullMarked;
