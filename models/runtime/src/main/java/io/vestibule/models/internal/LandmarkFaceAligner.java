package io.vestibule.models.internal;

import io.vestibule.models.Stage;
import io.vestibule.models.alignment.AlignmentTemplate;
import io.vestibule.models.alignment.Landmarks;
import io.vestibule.models.alignment.Pose;
import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.AlignedCanvas;
import io.vestibule.models.internal.opencv.LandmarkInput;
import io.vestibule.models.internal.opencv.MatImage;
import io.vestibule.models.internal.opencv.OpenCvDecoder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Decodes at most once, locates the points of all faces in one batch, and resamples each face upright. */
public final class LandmarkFaceAligner implements FaceAligner {

    /** Minimum height of a face in the decoded image, in pixels: its height in the aligned face, so that nothing is enlarged. */
    private static final int MINIMUM_FACE_HEIGHT = AlignedFace.TEMPLATE;

    private final OpenCvDecoder decoder;
    private final OnnxModel landmarks;
    private final LandmarkInput landmarkInput;
    private final BufferPool buffers;
    private final Stopwatch stopwatch;

    public LandmarkFaceAligner(OpenCvDecoder decoder, OnnxModel landmarks, BufferPool buffers, Stopwatch stopwatch) {
        this.decoder = decoder;
        this.landmarks = landmarks;
        this.landmarkInput = new LandmarkInput(landmarks.card().input());
        this.buffers = buffers;
        this.stopwatch = stopwatch;
    }

    @Override
    public List<Face> align(EncodedImage image, List<Detection> detections) throws BadImageException {
        if (detections.isEmpty()) {
            return List.of();
        }
        long start = stopwatch.start();
        try (MatImage decoded = decoder.decode(image, 1, neededHeight(detections))) {
            stopwatch.record(Stage.FACE_DECODE, 1, start);
            return align(decoded, detections);
        }
    }

    @Override
    public List<Face> align(EncodedImage image, DecodedImage decoded, List<Detection> detections)
            throws BadImageException {
        if (detections.isEmpty() || !(decoded instanceof MatImage mat)) {
            return align(image, detections);
        }
        if (mat.isWhole() || mat.height() >= neededHeight(detections)) {
            return align(mat, detections);
        }
        long start = stopwatch.start();
        try (MatImage larger = decoder.decodeAgain(image, mat, 1, neededHeight(detections))) {
            stopwatch.record(Stage.FACE_DECODE, 1, start);
            return align(larger, detections);
        }
    }

    /** Height of the image in which the smallest face has its minimum height. */
    private static int neededHeight(List<Detection> detections) {
        double smallest = detections.stream()
                .mapToDouble(detection -> detection.box().height())
                .min()
                .orElseThrow();
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(MINIMUM_FACE_HEIGHT / smallest));
    }

    private List<Face> align(MatImage image, List<Detection> detections) {
        int side = landmarkInput.side();
        List<FivePoints> firstPoints = points(
                image,
                detections.stream()
                        .map(detection -> detection.box().scaled(image.width(), image.height()))
                        .map(box -> Landmarks.firstPass(box, side))
                        .toList());
        List<FivePoints> points = points(
                image,
                firstPoints.stream()
                        .map(found -> Landmarks.secondPass(found, side))
                        .toList());
        List<Face> faces = new ArrayList<>(detections.size());
        for (int i = 0; i < detections.size(); i++) {
            faces.add(face(image, detections.get(i), points.get(i)));
        }
        return List.copyOf(faces);
    }

    /** The points of all faces, in pixels of the decoded image. */
    private List<FivePoints> points(MatImage image, List<SimilarityTransform> transforms) {
        long start = stopwatch.start();
        int batch = transforms.size();
        int floats = landmarks.outputFloats();
        List<FivePoints> points = new ArrayList<>(batch);
        try (PooledBuffer input = buffers.take(batch * landmarkInput.bytes());
                PooledBuffer output = buffers.takeFloats(batch * floats)) {
            for (int i = 0; i < batch; i++) {
                landmarkInput.write(image, transforms.get(i), input, i);
            }
            FloatBuffer found = output.floats();
            landmarks.run(batch, input.floats(), found);
            float[] xy = new float[floats];
            for (int i = 0; i < batch; i++) {
                found.get(i * floats, xy);
                points.add(Landmarks.fivePoints(xy, transforms.get(i), landmarkInput.side()));
            }
        }
        stopwatch.record(Stage.LANDMARKS, batch, start);
        return points;
    }

    private Face face(MatImage image, Detection detection, FivePoints points) {
        long start = stopwatch.start();
        BoundingBox box = detection.box().scaled(image.frameWidth(), image.frameHeight());
        float zoom = image.frameWidth() / (float) image.width();
        try (AlignedCanvas canvas = AlignedCanvas.cut(image, AlignmentTemplate.canvasFrom(points))) {
            AlignedCanvas.Measures measures = canvas.measure();
            Pose pose = Pose.of(points);
            FaceQuality quality = new FaceQuality(
                    box.size(), measures.sharpness(), measures.brightness(), pose.yaw(), pose.pitch(), pose.roll());
            Face face = new Face(box, points.scaled(zoom), detection.score(), canvas.aligned(), quality);
            stopwatch.record(Stage.ALIGNMENT, 1, start);
            return face;
        }
    }
}
