/**
 * Scripts of scenes: doors, residents and visits, and the comparison of observed visits with scripted ones. Pure Java
 * without Kafka, images and clocks.
 */
@NullMarked
package io.vestibule.lab.scenes.script;

import org.jspecify.annotations.NullMarked;
