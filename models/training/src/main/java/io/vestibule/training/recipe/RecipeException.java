package io.vestibule.training.recipe;

/** A recipe is not valid. The message is one line with the file, the line and the key. */
public final class RecipeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RecipeException(String message) {
        super(message);
    }

    RecipeException(String message, Throwable cause) {
        super(message, cause);
    }
}
