package io.vestibule.training.optimizer;

/**
 * A trained tensor as the optimizer sees it.
 *
 * @param size number of values
 * @param decays whether weight decay applies
 */
public record ParameterSlot(String name, int size, boolean decays) {

    /** Kernels and matrices decay. Biases, slopes and parameters of batch normalisation do not. */
    private static final String DECAYING = ".weight";

    /** A slot whose name decides on weight decay. */
    public static ParameterSlot of(String name, int size) {
        return new ParameterSlot(name, size, name.endsWith(DECAYING));
    }
}
