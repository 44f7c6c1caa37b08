package io.vestibule.app.label;

import io.vestibule.app.label.Finding.Reason;
import io.vestibule.app.label.Finding.Skipped;
import io.vestibule.app.label.MainFace.Sight;
import io.vestibule.models.BadImageException;
import io.vestibule.models.Embedder;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.Face;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.faces.SoundEmbedding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks at a photograph: finds its main face, holds it against the limits, asks the teacher. Any number of threads may use one. */
final class Examination {
    private final MainFace mainFace;
    private final Embedder teacher;
    private final FaceLimits limits;
    private final Predicate<Face> features;

    /**
     * @param limits those of teaching: the same faces are too poor here as on a stream
     * @param features of which faces the feature map is kept
     */
    Examination(MainFace mainFace, Embedder teacher, FaceLimits limits, Predicate<Face> features) {
        this.mainFace = mainFace;
        this.teacher = teacher;
        this.limits = limits;
        this.features = features;
    }

    Finding of(Photograph photograph) {
        Optional<Sight> sight;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(photograph.file()));
            sight = mainFace.find(EncodedImage.of(bytes, EncodedImage.DEFAULT_MAXIMUM_PIXELS), features);
        } catch (BadImageException damaged) {
            return new Skipped(Reason.UNREADABLE, damaged.getMessage());
        } catch (IOException failure) {
            return new Skipped(Reason.UNREADABLE, "the file cannot be read: " + failure);
        }
        if (sight.isEmpty()) {
            return new Skipped(Reason.NO_FACE, "no face is found");
        }
        Face face = sight.get().face();
        Optional<Rejection> refused = limits.refuse(face.quality());
        if (refused.isPresent()) {
            return new Skipped(Reason.POOR, refused.get().cause());
        }
        // One at a time: in a batch the last bits of an embedding depend on its neighbours.
        return Finding.Seen.of(sight.get(), SoundEmbedding.of(face.aligned(), teacher));
    }
}
