package io.vestibule.schemas.topics;

/** What the broker does with old records. */
public enum CleanupPolicy {
    /** Drops them when the retention is over. */
    DELETE,
    /** Keeps the newest of each key; a record without a value erases its key. */
    COMPACT
}
