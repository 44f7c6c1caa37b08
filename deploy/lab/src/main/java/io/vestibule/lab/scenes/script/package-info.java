/**
 * What the demo plays, and whether the pipeline saw it: doors, residents, visits, and the judgement. Pure; knows no Kafka,
 * no pictures and no clock.
 */
@NullMarked
package io.vestibule.lab.scenes.script;

import org.jspecify.annotations.NullMarked;
