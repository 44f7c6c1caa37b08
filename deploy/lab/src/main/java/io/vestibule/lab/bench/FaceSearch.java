package io.vestibule.lab.bench;

import io.vestibule.lab.bench.meter.StageTimes;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.face.Face;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.faces.FaceLimits;

/**
 * Embeds faces and searches the gallery for them, as recognise does. Thread-safe.
 *
 * @param limits quality that a face must have
 */
record FaceSearch(Embedder embedder, TemplateIndex gallery, FaceLimits limits, StageTimes times) {

    /** Searches for a face, unless its quality is insufficient. Returns whether it did. */
    boolean search(Face face) {
        if (limits.check(face.quality()).isPresent()) {
            return false;
        }
        float[] unit = CheckedEmbedding.of(face.aligned(), embedder).unit();
        long started = System.nanoTime();
        gallery.current().match(unit, 0);
        times.searchTook(System.nanoTime() - started);
        return true;
    }
}
