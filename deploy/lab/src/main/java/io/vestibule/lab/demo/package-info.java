/**
 * The demo: four simulated doors before the real pipeline on a real broker, all in this process, and the judgement of what
 * it saw. {@link io.vestibule.lab.demo.Demo} is the whole of it; {@code script} is what is played, {@code scene} makes the
 * pictures, {@code live} shows it while it runs, {@code report} afterwards.
 */
@NullMarked
package io.vestibule.lab.demo;

import org.jspecify.annotations.NullMarked;
