package io.vestibule.training.network;

/** What follows a convolution that is not linear. */
public enum Activation {
    /** max(x, 0) + a min(x, 0), with an a for each channel that is learnt. He and others, ICCV 2015. */
    PRELU,
    /** max(x, 0). */
    RELU
}
