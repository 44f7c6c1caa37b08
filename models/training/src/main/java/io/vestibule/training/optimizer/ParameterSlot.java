package io.vestibule.training.optimizer;

/**
 * A tensor that is learnt.
 *
 * @param size how many numbers it has
 * @param decays whether weight decay applies
 */
public record ParameterSlot(String name, int size, boolean decays) {

    /** Kernels and matrices decay; biases, slopes and what batch normalisation learns do not. */
    private static final String DECAYING = ".weight";

    public static ParameterSlot of(String name, int size) {
        return new ParameterSlot(name, size, name.endsWith(DECAYING));
    }
}
