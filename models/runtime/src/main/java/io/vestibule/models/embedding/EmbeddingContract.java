package io.vestibule.models.embedding;

/**
 * Definition of a model's embeddings and of the templates that they may be compared with. Embeddings of different spaces are never
 * compared.
 *
 * @param id {@code name@} and the first digits of the SHA-256 of the model's file
 * @param space id of the contract whose embedding space is used: for a student that of its teacher, otherwise the model's own
 * @param dimension length of the vectors
 * @param threshold cosine from which two faces count as one person, measured against templates of the space
 * @param falseMatchRate share of impostor comparisons that reach the threshold, measured for this model
 */
public record EmbeddingContract(String id, String space, int dimension, float threshold, double falseMatchRate) {

    /** A contract with an embedding space of its own. */
    public EmbeddingContract(String id, int dimension, float threshold, double falseMatchRate) {
        this(id, id, dimension, threshold, falseMatchRate);
    }

    /** Whether the embedding space belongs to this model, so that galleries may hold its templates. */
    public boolean hasOwnSpace() {
        return space.equals(id);
    }
}
