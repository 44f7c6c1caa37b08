package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageCheck;
import io.vestibule.models.image.ImageDecoder;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.schemas.Features;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.Scene;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Analyzes a frame: decodes it, runs the detector's stem, compares the features with the scene, and runs the rest of the
 * detector only if the scene requires it. Only live faces are aligned and measured. The watch, the
 * bench and the evaluation share this path.
 *
 * <p>Thread-safe, provided that each scene is used by one thread at a time.
 */
public final class FrameAnalyzer {

    /** Default maximum of faces that are aligned: a group of people at a door. */
    public static final int DEFAULT_MAXIMUM_FACES = 16;

    private final ImageDecoder decoder;
    private final FaceDetector detector;
    private final FaceAligner aligner;
    private final int maximumFaces;
    private final SceneFilter filter;

    /** An analyzer without a listener. */
    public FrameAnalyzer(ImageDecoder decoder, FaceDetector detector, FaceAligner aligner, int maximumFaces) {
        this(decoder, detector, aligner, maximumFaces, AnalysisListener.NONE);
    }

    /**
     * @param maximumFaces maximum of live faces of a frame that are aligned; if there are more, the largest and clearest are used
     * @param listener receives the time of each step that compares or learns; the models report their own stages
     */
    public FrameAnalyzer(
            ImageDecoder decoder,
            FaceDetector detector,
            FaceAligner aligner,
            int maximumFaces,
            AnalysisListener listener) {
        this.decoder = decoder;
        this.detector = detector;
        this.aligner = aligner;
        this.maximumFaces = maximumFaces;
        this.filter = new SceneFilter(listener);
    }

    /** Id of the stem whose features are compared. Backgrounds of different stems must not be mixed. */
    public String stemId() {
        return detector.stemId();
    }

    /**
     * Analyzes a frame and updates the scene with it.
     *
     * @param check which part of the image is checked before it is decoded
     * @param includeFeatures whether the analysis must contain the stem's features if there is a live face
     * @throws BadImageException if the image data is damaged. If the damage is only in the part around a face, the scene has
     *     been updated with the frame.
     */
    public FrameAnalysis analyze(
            EncodedImage image, ImageCheck check, Scene scene, Instant capturedAt, boolean includeFeatures)
            throws BadImageException {
        try (DecodedImage decoded = decoder.decode(image, detector.inputWidth(), detector.inputHeight(), check);
                FeatureMap features = detector.stem(List.of(decoded)).get(0)) {
            FilteredFrame filtered = filter.filter(features, scene, capturedAt, () -> detector.tail(List.of(features))
                    .get(0));
            long checksum = PictureChecksum.of(image.bytes());
            if (filtered.isSkipped()) {
                return FrameAnalysis.skipped(filtered.comparison(), checksum, decoded.isDamaged());
            }
            List<Detection> live = filtered.liveDetections();
            List<Detection> read = LargestFaces.of(live, maximumFaces);
            List<LiveFace> faces = readFaces(image, decoded, read, filtered.comparison());
            FrameDetections detections = new FrameDetections(
                    filtered.detections(),
                    detector.stemId(),
                    decoded.frameWidth(),
                    decoded.frameHeight(),
                    includeFeatures && !faces.isEmpty() ? Optional.of(encode(features)) : Optional.empty());
            return new FrameAnalysis(
                    filtered.comparison(),
                    filtered.update().view(),
                    faces,
                    detections,
                    checksum,
                    decoded.isDamaged(),
                    filtered.dropped() + live.size() - read.size(),
                    filtered.update().missed());
        }
    }

    private Features encode(FeatureMap map) {
        float[] values = new float[map.channels() * map.cells()];
        map.values().duplicate().get(values);
        return new Features(
                detector.stemId(),
                map.channels(),
                map.height(),
                map.width(),
                ByteBuffer.wrap(HalfFloats.encode(values)));
    }

    private List<LiveFace> readFaces(
            EncodedImage image, DecodedImage decoded, List<Detection> live, BackgroundComparison comparison)
            throws BadImageException {
        if (live.isEmpty()) {
            return List.of();
        }
        DistanceMap distances = comparison.distances().orElseThrow();
        List<Face> read = aligner.align(image, decoded, live);
        List<LiveFace> faces = new ArrayList<>(read.size());
        for (int i = 0; i < read.size(); i++) {
            faces.add(new LiveFace(read.get(i), distances.meanInside(live.get(i).box())));
        }
        return faces;
    }
}
