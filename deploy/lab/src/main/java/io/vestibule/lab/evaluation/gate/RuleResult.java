package io.vestibule.lab.evaluation.gate;

/**
 * Result of one rule.
 *
 * @param rule name of the rule
 * @param passed whether the student satisfies it; a rule that cannot be evaluated is not satisfied
 * @param text measured and allowed values in one sentence
 */
public record RuleResult(String rule, boolean passed, String text) {}
