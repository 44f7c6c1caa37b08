package io.vestibule.topologies.recognise;

/** The limits of recognition that can be exceeded. */
public enum LimitKind {

    /** A visit ended because its camera had too many. */
    OPEN_VISITS,

    /** A cool-down ended because its camera had too many. */
    COOL_DOWNS,

    /** A face was not embedded because its camera had used its budget. */
    EMBEDDINGS,

    /** A face was not embedded because it was too old. */
    DEADLINE
}
