package io.vestibule.models.embedding;

/**
 * What a model's embeddings are, and what they may be compared with. Embeddings of different spaces are never compared.
 *
 * @param id name@model, where model is the beginning of the model file's SHA-256
 * @param space id of the contract whose sphere the embeddings live in, and whose templates they are compared with: a student
 *     shares its teacher's; the model's own id for all others
 * @param dimension length of the vectors
 * @param threshold cosine from which two faces count as one person; measured against templates of the space
 * @param falseMatchRate share of comparisons of different people that reach the threshold, as measured for this model
 */
public record EmbeddingContract(String id, String space, int dimension, float threshold, double falseMatchRate) {

    /** A contract with a space of its own. */
    public EmbeddingContract(String id, int dimension, float threshold, double falseMatchRate) {
        this(id, id, dimension, threshold, falseMatchRate);
    }

    /** Whether galleries hold templates of this very model, and not only of one whose space it shares. */
    public boolean hasOwnSpace() {
        return space.equals(id);
    }
}
