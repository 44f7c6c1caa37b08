package io.vestibule.lab.label;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.FacePicture;
import io.vestibule.lab.label.MainFaceFinder.Sight;
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

/** Looks at a photograph: finds its main face, holds it against the limits, asks the teacher. Any number of threads may use one. */
final class PhotographAnalyzer {
    private final MainFaceFinder mainFace;
    private final TeacherEmbedder teacher;
    private final FaceLimits limits;
    private final Predicate<Face> features;

    /**
     * @param limits those of teaching: the same faces are too poor here as on a stream
     * @param features of which faces the feature map is kept
     */
    PhotographAnalyzer(MainFaceFinder mainFace, TeacherEmbedder teacher, FaceLimits limits, Predicate<Face> features) {
        this.mainFace = mainFace;
        this.teacher = teacher;
        this.limits = limits;
        this.features = features;
    }

    PhotographResult of(Photograph photograph) {
        ByteBuffer bytes;
        try {
            bytes = ByteBuffer.wrap(Files.readAllBytes(photograph.file()));
        } catch (IOException failure) {
            return new Skipped(
                    Sha256.hex(ByteBuffer.allocate(0)), SkipReason.UNREADABLE, "the file cannot be read: " + failure);
        }
        String file = Sha256.hex(bytes);
        Optional<Sight> sight;
        try {
            sight = mainFace.find(EncodedImage.of(bytes, EncodedImage.DEFAULT_MAXIMUM_PIXELS), features);
        } catch (BadImageException damaged) {
            return new Skipped(file, SkipReason.UNREADABLE, damaged.getMessage());
        }
        if (sight.isEmpty()) {
            return new Skipped(file, SkipReason.NO_FACE, "no face is found");
        }
        Face face = sight.get().face();
        Optional<Rejection> refused = limits.check(face.quality());
        if (refused.isPresent()) {
            return new Skipped(file, SkipReason.POOR, refused.get().cause());
        }
        return new PhotographResult.Seen(
                file,
                FaceHash.of(face.aligned()).hex(),
                FacePicture.of(face.aligned()),
                face.box(),
                face.points(),
                sight.get().width(),
                sight.get().height(),
                face.quality(),
                sight.get().detections(),
                sight.get().features(),
                // One face at a time: in a batch the last bits of an embedding depend on its neighbours.
                teacher.embed(face.aligned()));
    }
}
