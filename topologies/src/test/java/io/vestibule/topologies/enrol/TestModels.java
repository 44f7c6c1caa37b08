package io.vestibule.topologies.enrol;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.BadImageException.Fault;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.image.ImageDecoder;
import io.vestibule.topologies.faces.FacePipeline;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Fake models that read the content of a {@link TestPhoto} and count open resources. */
final class TestModels implements ImageDecoder, FaceDetector, FaceAligner {

    /** A photograph of this width cannot be decoded. */
    static final int DAMAGED = 13;

    final AtomicInteger open = new AtomicInteger();
    final AtomicInteger decoded = new AtomicInteger();

    /** These models as a pipeline. */
    FacePipeline pipeline() {
        return new FacePipeline(this, this, this);
    }

    /** An embedder with a contract of its own. The embedding is the face's angle as a point on the unit circle, in the first two dimensions. */
    static Embedder embedder(String id, int dimension, float threshold) {
        return embedder(new EmbeddingContract(id, dimension, threshold, 1e-3));
    }

    static Embedder embedder(EmbeddingContract contract) {
        int dimension = contract.dimension();
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return contract;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream()
                        .map(face -> direction(face.bgr()[0], dimension))
                        .toList();
            }
        };
    }

    static Embedding direction(int degrees, int dimension) {
        float[] unit = new float[dimension];
        unit[0] = (float) Math.cos(Math.toRadians(degrees));
        unit[1] = (float) Math.sin(Math.toRadians(degrees));
        return new Embedding(unit, 20);
    }

    @Override
    public DecodedImage decode(EncodedImage image, int minimumWidth, int minimumHeight) throws BadImageException {
        if (image.width() == DAMAGED) {
            throw new BadImageException(Fault.NOT_AN_IMAGE, "damaged");
        }
        decoded.incrementAndGet();
        open.incrementAndGet();
        return new TestPicture(TestPhoto.read(image.bytes()), open);
    }

    @Override
    public String stemId() {
        return "test";
    }

    @Override
    public int inputWidth() {
        return 320;
    }

    @Override
    public int inputHeight() {
        return 240;
    }

    @Override
    public List<FeatureMap> stem(List<DecodedImage> pictures) {
        return pictures.stream()
                .map(picture -> map(((TestPicture) picture).photo.boxes()))
                .toList();
    }

    private FeatureMap map(List<BoundingBox> boxes) {
        FloatBuffer values = FloatBuffer.allocate(4 * boxes.size());
        boxes.forEach(
                box -> values.put(box.left()).put(box.top()).put(box.right()).put(box.bottom()));
        open.incrementAndGet();
        return new FeatureMap(boxes.size(), 2, 2, values.flip(), open::decrementAndGet);
    }

    @Override
    public List<List<Detection>> tail(List<FeatureMap> maps) {
        return maps.stream().map(TestModels::detections).toList();
    }

    private static List<Detection> detections(FeatureMap map) {
        List<Detection> found = new ArrayList<>();
        float[] box = new float[4];
        for (int i = 0; i < map.channels(); i++) {
            map.channel(i, box);
            found.add(new Detection(new BoundingBox(box[0], box[1], box[2], box[3]), 0.9f));
        }
        return found;
    }

    @Override
    public List<Face> align(EncodedImage image, List<Detection> detections) {
        TestPhoto photo = TestPhoto.read(image.bytes());
        byte[] bgr = new byte[AlignedFace.BYTES];
        bgr[0] = (byte) photo.face();
        Point2D nowhere = new Point2D(0, 0);
        return detections.stream()
                .map(detection -> new Face(
                        photo.pixels(detection.box()),
                        new FivePoints(nowhere, nowhere, nowhere, nowhere, nowhere),
                        detection.score(),
                        new AlignedFace(bgr),
                        photo.quality()))
                .toList();
    }

    private record TestPicture(TestPhoto photo, AtomicInteger open) implements DecodedImage {

        @Override
        public int width() {
            return 320;
        }

        @Override
        public int height() {
            return 240;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
