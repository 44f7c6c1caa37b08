package io.vestibule.training.run;

import io.vestibule.training.judge.Marks;

/** Marks after a step. */
record Judged(long step, Marks marks) {}
