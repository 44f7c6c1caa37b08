package io.vestibule.training.network;

/** Activation function after a convolution. */
public enum Activation {
    /** max(x, 0) + a min(x, 0), with a trained slope a for each channel. Source: He et al., ICCV 2015. */
    PRELU,
    /** max(x, 0). */
    RELU
}
