package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weighted sum of several losses.
 *
 * @param terms at least one; their names differ
 */
public record WeightedLosses(List<Term> terms) {

    /**
     * @param name in metrics and reports
     * @param weight over 0
     */
    public record Term(String name, double weight, Loss loss) {}

    /**
     * @param total the weighted sum
     * @param terms each loss before its weight, in the order of the terms
     */
    public record Value(NDArray total, List<NDArray> terms) {}

    public WeightedLosses {
        terms = List.copyOf(terms);
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("at least one loss is needed");
        }
    }

    /** As {@link Loss#of}. */
    public Value of(NDArray student, LossInput input) {
        List<NDArray> values = new ArrayList<>(terms.size());
        NDArray total = ZeroLoss.of(student);
        for (Term term : terms) {
            NDArray value = term.loss().of(student, input);
            values.add(value);
            total = total.add(Scaling.by(value, term.weight()));
        }
        return new Value(total, values);
    }

    /** The trained parameters of all losses. */
    public Map<String, NDArray> parameters() {
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        terms.forEach(term -> parameters.putAll(term.loss().parameters()));
        return parameters;
    }
}
