package io.vestibule.lab.evaluation.verification;

import io.vestibule.lab.evaluation.verification.ImagePairs.Scored;
import io.vestibule.lab.progress.ProgressListener;
import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Compares pairs of images, on all processors. Each image is read and embedded once. There are no limits on size or sharpness:
 * faces that recognition would not embed count as well.
 */
public final class VerificationEvaluation {
    private final CentralFaceFinder centreFace;
    private final NamedEmbedder gallery;
    private final NamedEmbedder probes;
    private final ProgressListener progress;

    /**
     * @param gallery embeds the first image of a pair, in the role of a resident's photograph
     * @param probes embeds the second, in the role of a visitor; usually the same as {@code gallery}
     * @throws IllegalArgumentException if the two have different embedding spaces
     */
    public VerificationEvaluation(
            Vision vision, NamedEmbedder gallery, NamedEmbedder probes, ProgressListener progress) {
        if (!gallery.sharesSpaceWith(probes)) {
            throw new IllegalArgumentException(
                    "the embedders have different spaces: " + gallery.space() + " and " + probes.space());
        }
        this.centreFace = new CentralFaceFinder(vision);
        this.gallery = gallery;
        this.probes = probes;
        this.progress = progress;
    }

    /** @throws EvaluationException if an image file cannot be read. A damaged image counts as one without a face */
    public VerificationReport run(ImagePairs pairs) {
        long start = System.nanoTime();
        List<Path> images = pairs.images();
        ImageTemplates galleryTemplates = templates(gallery, images);
        ImageTemplates probeTemplates = gallery.equals(probes) ? galleryTemplates : templates(probes, images);
        AtomicInteger done = new AtomicInteger();
        AtomicInteger damaged = new AtomicInteger();
        AtomicInteger faceless = new AtomicInteger();
        IntStream.range(0, images.size()).parallel().forEach(image -> {
            try {
                Optional<AlignedFace> face = centreFace.find(read(images.get(image)));
                if (face.isPresent()) {
                    galleryTemplates.set(image, unit(gallery, face.get()));
                    if (probeTemplates != galleryTemplates) {
                        probeTemplates.set(image, unit(probes, face.get()));
                    }
                } else {
                    faceless.incrementAndGet();
                }
            } catch (BadImageException e) {
                damaged.incrementAndGet();
            }
            progress.progressed("images", done.incrementAndGet(), images.size());
        });
        Scored scored = pairs.score(galleryTemplates, probeTemplates);
        return VerificationReport.of(
                probes,
                gallery,
                images.size(),
                new VerificationReport.Failures(faceless.get(), damaged.get()),
                scored,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private static ImageTemplates templates(NamedEmbedder embedder, List<Path> images) {
        return new ImageTemplates(images.size(), embedder.embedder().contract().dimension());
    }

    private static float[] unit(NamedEmbedder embedder, AlignedFace face) {
        Embedder model = embedder.embedder();
        return model.embed(List.of(face)).get(0).unit();
    }

    private static EncodedImage read(Path file) throws BadImageException {
        try {
            return EncodedImage.of(ByteBuffer.wrap(Files.readAllBytes(file)), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
        } catch (IOException failure) {
            throw new EvaluationException(file + ": image cannot be read: " + failure, failure);
        }
    }
}
