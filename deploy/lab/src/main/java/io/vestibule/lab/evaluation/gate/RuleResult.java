package io.vestibule.lab.evaluation.gate;

/**
 * What came of one rule.
 *
 * @param rule its name
 * @param passed whether the student holds it; what cannot be stated is not held
 * @param text what was measured, and what is allowed, in one sentence
 */
public record RuleResult(String rule, boolean passed, String text) {}
