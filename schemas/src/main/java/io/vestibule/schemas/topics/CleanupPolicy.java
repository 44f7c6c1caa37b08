package io.vestibule.schemas.topics;

/** What the broker does with old records; Kafka's {@code cleanup.policy}. */
public enum CleanupPolicy {
    /** Deletes records after the retention. */
    DELETE,
    /** Keeps the newest record of each key; a record without a value deletes its key. */
    COMPACT
}
