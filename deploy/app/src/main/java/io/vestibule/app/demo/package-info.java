/**
 * The demo: four simulated doors before the real pipeline on a real broker, all in this process, and the judgement of what
 * it saw. {@link io.vestibule.app.demo.Demo} is the whole of it; {@code script} is what is played, {@code scene} makes the
 * pictures, {@code live} shows it while it runs, {@code report} afterwards.
 */
@NullMarked
package io.vestibule.app.demo;

import org.jspecify.annotations.NullMarked;
