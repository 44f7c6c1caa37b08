package io.vestibule.training.trainer;

import io.vestibule.training.evaluation.ValidationMetrics;

/** Validation metrics after a step. */
record ValidationResult(long step, ValidationMetrics metrics) {}
