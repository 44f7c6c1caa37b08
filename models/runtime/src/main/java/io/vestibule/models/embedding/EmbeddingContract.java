package io.vestibule.models.embedding;

import io.vestibule.models.verification.ErrorRates;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Definition of a model's embeddings and of the templates that they may be compared with. Embeddings of different spaces are never
 * compared.
 *
 * @param id {@code name@} and the first digits of the SHA-256 of the model's file
 * @param space id of the contract whose embedding space is used: for a student that of its teacher, otherwise the model's own
 * @param dimension length of the vectors
 * @param threshold cosine from which two faces count as one person, measured against templates of the space
 * @param falseMatchRate share of impostor comparisons that reach the threshold, measured for this model
 * @param measured other thresholds of the model with their error rates, in any order; empty if none were measured
 */
public record EmbeddingContract(
        String id, String space, int dimension, float threshold, double falseMatchRate, List<ErrorRates> measured) {

    public EmbeddingContract {
        measured = List.copyOf(measured);
    }

    /** A contract without other measured thresholds. */
    public EmbeddingContract(String id, String space, int dimension, float threshold, double falseMatchRate) {
        this(id, space, dimension, threshold, falseMatchRate, List.of());
    }

    /** A contract with an embedding space of its own. */
    public EmbeddingContract(String id, int dimension, float threshold, double falseMatchRate) {
        this(id, id, dimension, threshold, falseMatchRate);
    }

    /** Whether the embedding space belongs to this model, so that galleries may hold its templates. */
    public boolean hasOwnSpace() {
        return space.equals(id);
    }

    /** The measured threshold at this false match rate, or the next stricter one; empty if there is none. */
    public Optional<ErrorRates> atMost(double falseMatchRate) {
        return measured.stream()
                .filter(point -> point.falseMatchRate() <= falseMatchRate)
                .max(Comparator.comparingDouble(ErrorRates::falseMatchRate));
    }
}
