/**
 * Commands of the lab: demo, bench, evaluation, labelling, datasets, training and gate. They parse options, call the lab, and print
 * its results. The commands that a running system needs are in the service.
 */
@NullMarked
package io.vestibule.app.command.lab;

import org.jspecify.annotations.NullMarked;
