package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several losses as one: their sum, each times its weight.
 *
 * @param terms at least one; their names differ
 */
public record WeightedLosses(List<Term> terms) {

    /**
     * @param name for people who read how it went
     * @param weight over 0
     */
    public record Term(String name, double weight, Loss loss) {}

    /**
     * @param total what is differentiated
     * @param terms each loss, before its weight, in the order of the terms
     */
    public record Value(NDArray total, List<NDArray> terms) {}

    public WeightedLosses {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("nothing is learnt without a loss");
        }
    }

    /** As {@link Loss#of}. */
    public Value of(NDArray student, LossInput lesson) {
        List<NDArray> values = new ArrayList<>(terms.size());
        NDArray total = ZeroLoss.of(student);
        for (Term term : terms) {
            NDArray value = term.loss().of(student, lesson);
            values.add(value);
            total = total.add(Scaling.by(value, term.weight()));
        }
        return new Value(total, values);
    }

    /** All that the losses learn themselves. */
    public Map<String, NDArray> parameters() {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        terms.forEach(term -> parameters.putAll(term.loss().parameters()));
        return parameters;
    }
}
