package io.vestibule.lab.label;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.FacePicture;
import io.vestibule.lab.label.PhotographResult.AnalysedFace;
import io.vestibule.lab.label.PhotographResult.Skipped;
import io.vestibule.models.face.Face;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.teach.FaceHash;
import io.vestibule.topologies.teach.TeacherEmbedder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Predicate;

/** Analyses a photograph: finds its main face, checks the quality limits, and computes the teacher's embedding. Thread-safe. */
final class PhotographAnalyzer {

    private final MainFaceFinder finder;
    private final TeacherEmbedder teacher;
    private final FaceLimits limits;
    private final Predicate<Face> keepFeatures;

    /**
     * @param limits of teaching, so that photographs and streams exclude the same faces
     * @param keepFeatures selects the faces whose feature map is kept
     */
    PhotographAnalyzer(
            MainFaceFinder finder, TeacherEmbedder teacher, FaceLimits limits, Predicate<Face> keepFeatures) {
        this.finder = finder;
        this.teacher = teacher;
        this.limits = limits;
        this.keepFeatures = keepFeatures;
    }

    PhotographResult analyze(Photograph photograph) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(photograph.file()));
        } catch (IOException failure) {
            return new Skipped(
                    Sha256.hex(ByteBuffer.allocate(0)), SkipReason.UNREADABLE, "the file cannot be read: " + failure);
        }
        String file = Sha256.hex(bytes);
        Optional<MainFaceFinder.Result> found;
        try {
            found = finder.find(EncodedImage.of(bytes, EncodedImage.DEFAULT_MAXIMUM_PIXELS), keepFeatures);
        } catch (BadImageException damaged) {
            return new Skipped(file, SkipReason.UNREADABLE, String.valueOf(damaged.getMessage()));
        }
        if (found.isEmpty()) {
            return new Skipped(file, SkipReason.NO_FACE, "no face found");
        }
        return analyze(file, found.get());
    }

    private PhotographResult analyze(String file, MainFaceFinder.Result found) {
        Face face = found.face();
        Optional<Rejection> rejection = limits.check(face.quality());
        if (rejection.isPresent()) {
            return new Skipped(file, SkipReason.POOR, rejection.get().cause());
        }
        return new AnalysedFace(
                file,
                FaceHash.of(face.aligned()).hex(),
                FacePicture.of(face.aligned()),
                face.quality(),
                found.detections(),
                found.features().orElse(null),
                // One face at a time: in a batch, the last bits of an embedding depend on the other faces.
                teacher.embed(face.aligned()));
    }
}
