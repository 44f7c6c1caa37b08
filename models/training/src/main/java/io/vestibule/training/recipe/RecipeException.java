package io.vestibule.training.recipe;

/** A recipe cannot be used; the message is one line that names the file, the line and the key. */
public final class RecipeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RecipeException(String message) {
        super(message);
    }

    RecipeException(String message, Throwable cause) {
        super(message, cause);
    }
}
