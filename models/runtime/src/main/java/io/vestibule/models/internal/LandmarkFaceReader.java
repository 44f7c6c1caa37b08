package io.vestibule.models.internal;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.BadImageException;
import io.vestibule.models.Box;
import io.vestibule.models.Detection;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.Face;
import io.vestibule.models.FaceReader;
import io.vestibule.models.FivePoints;
import io.vestibule.models.Picture;
import io.vestibule.models.Quality;
import io.vestibule.models.Stage;
import io.vestibule.models.alignment.Landmarks;
import io.vestibule.models.alignment.Pose;
import io.vestibule.models.alignment.Similarity;
import io.vestibule.models.alignment.Template;
import io.vestibule.models.internal.memory.Memory;
import io.vestibule.models.internal.memory.MemoryPool;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.Canvas;
import io.vestibule.models.internal.opencv.LandmarkInput;
import io.vestibule.models.internal.opencv.MatPicture;
import io.vestibule.models.internal.opencv.OpenCvDecoder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Decodes at most once, finds the points of all faces in one batch, and cuts each face upright. */
public final class LandmarkFaceReader implements FaceReader {

    /** Pixels that the height of the smallest face keeps: as many as it has in the aligned face, so nothing is blown up. */
    private static final int FACE_HEIGHT = AlignedFace.TEMPLATE;

    private final OpenCvDecoder decoder;
    private final OnnxModel landmarks;
    private final LandmarkInput landmarkInput;
    private final MemoryPool memory;
    private final Stopwatch stopwatch;

    public LandmarkFaceReader(OpenCvDecoder decoder, OnnxModel landmarks, MemoryPool memory, Stopwatch stopwatch) {
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
        try (MatPicture picture = decode(image, detections)) {
            stopwatch.took(Stage.FACE_DECODE, 1, start);
            return read(picture, detections);
        }
    }

    @Override
    public List<Face> read(EncodedImage image, Picture picture, List<Detection> detections) throws BadImageException {
        if (!detections.isEmpty()
                && picture instanceof MatPicture decoded
                && (decoded.isWhole() || decoded.height() >= neededHeight(detections))) {
            return read(decoded, detections);
        }
        return read(image, detections);
    }

    private MatPicture decode(EncodedImage image, List<Detection> detections) throws BadImageException {
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

    private List<Face> read(MatPicture picture, List<Detection> detections) {
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
    private List<FivePoints> points(MatPicture picture, List<Similarity> looks) {
        long start = stopwatch.start();
        int batch = looks.size();
        int floats = landmarks.outputFloats();
        List<FivePoints> points = new ArrayList<>(batch);
        try (Memory input = memory.take(batch * landmarkInput.bytes());
                Memory output = memory.takeFloats(batch * floats)) {
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

    private Face face(MatPicture picture, Detection detection, FivePoints points) {
        long start = stopwatch.start();
        Box box = detection.box().scaled(picture.frameWidth(), picture.frameHeight());
        float zoom = picture.frameWidth() / (float) picture.width();
        try (Canvas canvas = Canvas.cut(picture, Template.canvasFrom(points))) {
            Canvas.Light light = canvas.light();
            Pose pose = Pose.of(points);
            Quality quality = new Quality(
                    box.size(), light.sharpness(), light.brightness(), pose.yaw(), pose.pitch(), pose.roll());
            Face face = new Face(box, points.scaled(zoom), detection.score(), canvas.aligned(), quality);
            stopwatch.took(Stage.ALIGNMENT, 1, start);
            return face;
        }
    }
}
