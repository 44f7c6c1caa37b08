/**
 * Embedders, embeddings and the contracts that define which embeddings may be compared.
 */
@NullMarked
package io.vestibule.models.embedding;

import org.jspecify.annotations.NullMarked;
