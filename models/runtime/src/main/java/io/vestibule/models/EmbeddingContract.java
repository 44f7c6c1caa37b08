package io.vestibule.models;

/**
 * The space that embeddings live in. Embeddings of different contracts are never compared.
 *
 * @param id name@model, where model is the beginning of the model file's SHA-256
 * @param dimension length of the vectors
 * @param threshold cosine from which two faces count as one person
 * @param falseMatchRate share of comparisons of different people that reach the threshold, as measured for this model
 */
public record EmbeddingContract(String id, int dimension, float threshold, double falseMatchRate) {}
