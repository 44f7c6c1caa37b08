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

/** Decodes at most once, finds the points of all faces in one batch, and cuts each face upright. */
public final class LandmarkFaceAligner implements FaceAligner {

    /** Pixels that the height of the smallest face keeps: as many as it has in the aligned face, so nothing is blown up. */
    private static final int FACE_HEIGHT = AlignedFace.TEMPLATE;

    private final OpenCvDecoder decoder;
    private final OnnxModel landmarks;
    private final LandmarkInput landmarkInput;
    private final BufferPool memory;
    private final Stopwatch stopwatch;

    public LandmarkFaceAligner(OpenCvDecoder decoder, OnnxModel landmarks, BufferPool memory, Stopwatch stopwatch) {
        this.decoder = decoder;
        this.landmarks = landmarks;
        this.landmarkInput = new LandmarkInput(landmarks.card().input());
        this.memory = memory;
        this.stopwatch = stopwatch;
    }

    @Override
    public List<Face> read(EncodedImage image, List<Detection> detections) throws BadImageException {
        if (detections.isEmpty()) {
            return List.of();
        }
        long start = stopwatch.start();
        try (MatImage picture = decode(image, detections)) {
            stopwatch.took(Stage.FACE_DECODE, 1, start);
            return read(picture, detections);
        }
    }

    @Override
    public List<Face> read(EncodedImage image, DecodedImage picture, List<Detection> detections)
            throws BadImageException {
        if (!detections.isEmpty()
                && picture instanceof MatImage decoded
                && (decoded.isWhole() || decoded.height() >= neededHeight(detections))) {
            return read(decoded, detections);
        }
        return read(image, detections);
    }

    private MatImage decode(EncodedImage image, List<Detection> detections) throws BadImageException {
        return decoder.decode(image, 1, neededHeight(detections));
    }

    /** Height of a picture in which the smallest face is as large as it should be. */
    private static int neededHeight(List<Detection> detections) {
        double smallest = detections.stream()
                .mapToDouble(detection -> detection.box().height())
                .min()
                .orElseThrow();
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(FACE_HEIGHT / smallest));
    }

    private List<Face> read(MatImage picture, List<Detection> detections) {
        int side = landmarkInput.side();
        List<FivePoints> roughly = points(
                picture,
                detections.stream()
                        .map(detection -> detection.box().scaled(picture.width(), picture.height()))
                        .map(box -> Landmarks.firstLook(box, side))
                        .toList());
        List<FivePoints> points = points(
                picture,
                roughly.stream().map(found -> Landmarks.secondLook(found, side)).toList());
        List<Face> faces = new ArrayList<>(detections.size());
        for (int i = 0; i < detections.size(); i++) {
            faces.add(face(picture, detections.get(i), points.get(i)));
        }
        return List.copyOf(faces);
    }

    /** In pixels of the picture. */
    private List<FivePoints> points(MatImage picture, List<SimilarityTransform> looks) {
        long start = stopwatch.start();
        int batch = looks.size();
        int floats = landmarks.outputFloats();
        List<FivePoints> points = new ArrayList<>(batch);
        try (PooledBuffer input = memory.take(batch * landmarkInput.bytes());
                PooledBuffer output = memory.takeFloats(batch * floats)) {
            for (int i = 0; i < batch; i++) {
                landmarkInput.write(picture, looks.get(i), input, i);
            }
            FloatBuffer found = output.floats();
            landmarks.run(batch, input.floats(), found);
            float[] xy = new float[floats];
            for (int i = 0; i < batch; i++) {
                found.get(i * floats, xy);
                points.add(Landmarks.fivePoints(xy, looks.get(i), landmarkInput.side()));
            }
        }
        stopwatch.took(Stage.LANDMARKS, batch, start);
        return points;
    }

    private Face face(MatImage picture, Detection detection, FivePoints points) {
        long start = stopwatch.start();
        BoundingBox box = detection.box().scaled(picture.frameWidth(), picture.frameHeight());
        float zoom = picture.frameWidth() / (float) picture.width();
        try (AlignedCanvas canvas = AlignedCanvas.cut(picture, AlignmentTemplate.canvasFrom(points))) {
            AlignedCanvas.Light light = canvas.light();
            Pose pose = Pose.of(points);
            FaceQuality quality = new FaceQuality(
                    box.size(), light.sharpness(), light.brightness(), pose.yaw(), pose.pitch(), pose.roll());
            Face face = new Face(box, points.scaled(zoom), detection.score(), canvas.aligned(), quality);
            stopwatch.took(Stage.ALIGNMENT, 1, start);
            return face;
        }
    }
}
