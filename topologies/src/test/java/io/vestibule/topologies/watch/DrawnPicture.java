package io.vestibule.topologies.watch;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageDecoder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A scene of 4 x 4 cells drawn as text, with a decoder, detector and aligner for it. Its picture is a PNG header followed by the text,
 * so that it passes the real check of the header. A number that stands for the sensor's noise makes each encoded picture different.
 * A picture whose text is cut off is damaged. Signs:
 *
 * <ul>
 *   <li>{@code .} the wall, which has a pattern; {@code +} another wall; {@code i} the wall in infrared
 *   <li>{@code #} something else; {@code %} the same after it has moved
 *   <li>{@code F} a face; {@code G} the same after it has moved; {@code P} a face that has the same features as the wall,
 *       like a poster that has always hung there
 *   <li>{@code C} a hand on the lens, without a pattern
 *   <li>{@code N} not a number
 * </ul>
 */
record DrawnPicture(String cells) {

    static final int SIDE = 4;
    static final int PIXELS = 400;

    private static final int HEADER = 24;

    static DrawnPicture of(String... rows) {
        return new DrawnPicture(String.join("", rows));
    }

    static final DrawnPicture EMPTY = DrawnPicture.of("....", "....", "....", "....");
    static final DrawnPicture COVERED = DrawnPicture.of("CCCC", "CCCC", "CCCC", "CCCC");
    static final DrawnPicture ELSEWHERE = DrawnPicture.of("++++", "++++", "++++", "++++");
    static final DrawnPicture INFRARED = DrawnPicture.of("iiii", "iiii", "iiii", "iiii");

    /** Noise of the next picture. */
    private static final AtomicInteger NOISE = new AtomicInteger();

    ByteBuffer encoded() {
        ByteBuffer png = ByteBuffer.allocate(HEADER + cells.length() + Integer.BYTES);
        png.putLong(0x89504E470D0A1A0AL).putLong(0).putInt(PIXELS).putInt(PIXELS);
        for (char cell : cells.toCharArray()) {
            png.put((byte) cell);
        }
        return png.putInt(NOISE.incrementAndGet()).flip();
    }

    /** The picture without its noise, which the decoder reports as damaged. */
    ByteBuffer damaged() {
        ByteBuffer whole = encoded();
        return whole.limit(whole.limit() - Integer.BYTES);
    }

    private record Decoded(DrawnPicture view, boolean isDamaged) implements DecodedImage {

        @Override
        public int width() {
            return PIXELS;
        }

        @Override
        public int height() {
            return PIXELS;
        }

        @Override
        public void close() {}
    }

    static ImageDecoder decoder() {
        return (image, width, height) -> {
            if (image.bytes().limit() < HEADER + SIDE * SIDE) {
                throw new BadImageException(BadImageException.Fault.NOT_AN_IMAGE, "the image is truncated");
            }
            return new Decoded(decode(image), image.bytes().limit() == HEADER + SIDE * SIDE);
        };
    }

    static FaceAligner aligner() {
        return (EncodedImage image, List<Detection> detections) -> detections.stream()
                .map(detection -> face(detection.box().scaled(PIXELS, PIXELS)))
                .toList();
    }

    private static DrawnPicture decode(EncodedImage image) {
        StringBuilder cells = new StringBuilder();
        for (int i = HEADER; i < HEADER + SIDE * SIDE; i++) {
            cells.append((char) image.bytes().get(i));
        }
        return new DrawnPicture(cells.toString());
    }

    private static Face face(BoundingBox box) {
        Point2D middle = new Point2D((box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2);
        return new Face(
                box,
                new FivePoints(middle, middle, middle, middle, middle),
                0.9f,
                new AlignedFace(new byte[AlignedFace.BYTES]),
                new FaceQuality(box.size(), 200, 0.5f, 0, 0, 0));
    }

    /** Counts the runs of its tail, which early exits save. */
    static final class Detector implements FaceDetector {

        private static final int FAINT = 9;

        int tailRuns;

        @Override
        public String stemId() {
            return "text";
        }

        @Override
        public int inputWidth() {
            return SIDE;
        }

        @Override
        public int inputHeight() {
            return SIDE;
        }

        @Override
        public List<FeatureMap> stem(List<DecodedImage> pictures) {
            return pictures.stream()
                    .map(picture -> features(((Decoded) picture).view()))
                    .toList();
        }

        @Override
        public List<List<Detection>> tail(List<FeatureMap> maps) {
            tailRuns++;
            return maps.stream().map(Detector::faces).toList();
        }

        /** Channels that the distance compares, and a last one with the faces for the tail, too faint for the distance. */
        private static FeatureMap features(DrawnPicture view) {
            int cells = SIDE * SIDE;
            float[] values = new float[(FAINT + 1) * cells];
            for (int i = 0; i < cells; i++) {
                char cell = view.cells.charAt(i);
                float strength = 1 + 0.25f * (7 * i % 5);
                boolean odd = (i + i / SIDE) % 2 == 1;
                switch (cell) {
                    case '.', 'P' -> values[(odd ? 1 : 0) * cells + i] = strength;
                    case '+' -> values[(i % 3 == 0 ? 2 : 3) * cells + i] = 1 + 0.25f * (3 * i % 4);
                    case 'i' -> values[(odd ? 4 : 5) * cells + i] = strength;
                    case '#', 'F' -> values[6 * cells + i] = 1;
                    case '%', 'G' -> values[7 * cells + i] = 1;
                    case 'C' -> values[8 * cells + i] = 1;
                    default -> values[i] = Float.NaN;
                }
                values[FAINT * cells + i] = "FGP".indexOf(cell) >= 0 ? 1e-4f : 0;
            }
            return FeatureMap.of(FAINT + 1, SIDE, SIDE, values);
        }

        private static List<Detection> faces(FeatureMap map) {
            float[] faint = new float[map.cells()];
            map.channel(FAINT, faint);
            List<Detection> faces = new ArrayList<>();
            for (int i = 0; i < faint.length; i++) {
                if (faint[i] > 0) {
                    int row = i / SIDE;
                    float left = (float) (i % SIDE) / SIDE;
                    float top = (float) row / SIDE;
                    faces.add(new Detection(new BoundingBox(left, top, left + 1f / SIDE, top + 1f / SIDE), 0.9f));
                }
            }
            return faces;
        }
    }
}
