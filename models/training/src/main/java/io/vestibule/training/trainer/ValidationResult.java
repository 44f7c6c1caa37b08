package io.vestibule.training.trainer;

import io.vestibule.training.evaluation.ValidationMetrics;

/** Marks after a step. */
record ValidationResult(long step, ValidationMetrics marks) {}
