package io.vestibule.models.internal.integrity;

/** The data contradicts the format. */
final class DamageException extends Exception {

    private static final long serialVersionUID = 1L;

    DamageException(String message) {
        // A damaged camera produces several a second, and nothing reads their stack traces.
        super(message, null, false, false);
    }
}
