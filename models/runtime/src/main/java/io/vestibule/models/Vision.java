package io.vestibule.models;

import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.image.ImageDecoder;
import io.vestibule.models.image.PaddingDecoder;
import io.vestibule.models.internal.EnsembleEmbedder;
import io.vestibule.models.internal.EnsembleEmbedder.Member;
import io.vestibule.models.internal.LandmarkFaceAligner;
import io.vestibule.models.internal.MotionSensors;
import io.vestibule.models.internal.NetworkEmbedder;
import io.vestibule.models.internal.SplitDetector;
import io.vestibule.models.internal.Stopwatch;
import io.vestibule.models.internal.TimedDecoder;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.onnx.OnnxModel;
import io.vestibule.models.internal.opencv.OpenCvDecoder;
import io.vestibule.models.motion.MotionSensor;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.manifest.Ensemble;
import io.vestibule.zoo.manifest.ModelCard.Role;
import io.vestibule.zoo.manifest.OperatingPoint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All models, loaded. A program opens one instance, which takes about 50 MB. Its parts are safe for concurrent use and share
 * pooled buffers.
 *
 * <pre>{@code
 * try (Vision vision = Vision.open(zoo.prepared());
 *         DecodedImage decoded = vision.decoder().decode(image, detector.inputWidth(), detector.inputHeight())) {
 *     ...
 * }
 * }</pre>
 */
public final class Vision implements AutoCloseable {

    /**
     * False match rate of each embedding contract. A face is compared with the whole gallery, several times per visit, so one
     * false match in a thousand comparisons would be too many.
     */
    private static final double FALSE_MATCH_RATE = 1e-4;

    /** Above every cosine. */
    private static final float NO_MATCH = 2;

    private final List<OnnxModel> loaded;
    private final ImageDecoder decoder;
    private final PaddingDecoder paddingDecoder;
    private final MotionSensors sensors;
    private final FaceDetector detector;
    private final FaceAligner faceAligner;
    private final Map<String, Embedder> embedders;
    private final Embedder teacher;
    private boolean closed;

    private Vision(
            PreparedModels prepared, DetectionSettings detection, StageListener listener, List<OnnxModel> loaded) {
        this.loaded = loaded;
        BufferPool buffers = new BufferPool();
        Stopwatch stopwatch = new Stopwatch(listener);
        OpenCvDecoder openCvDecoder = new OpenCvDecoder(buffers);
        this.sensors = new MotionSensors(prepared, this::load, buffers, stopwatch);
        this.decoder = new TimedDecoder(openCvDecoder, stopwatch);
        this.paddingDecoder = openCvDecoder::decode;
        this.detector = new SplitDetector(
                sensors.stem("rfb-stem"), load(prepared.model("rfb-tail")), detection, buffers, stopwatch);
        this.faceAligner =
                new LandmarkFaceAligner(openCvDecoder, load(prepared.model("landmarks-68")), buffers, stopwatch);
        Map<String, NetworkEmbedder> networks = new LinkedHashMap<>();
        for (PreparedModel model : prepared.models().values()) {
            if (model.card().role() == Role.EMBEDDER) {
                networks.put(
                        model.name(), new NetworkEmbedder(contract(model, prepared), load(model), buffers, stopwatch));
            }
        }
        this.embedders = Map.copyOf(networks);
        this.teacher = teacher(prepared.ensemble("teacher"), networks);
    }

    /** @throws ModelException if a model cannot be loaded or does not match its card */
    public static Vision open(PreparedModels prepared) {
        return open(prepared, DetectionSettings.defaults(), StageListener.NONE);
    }

    /**
     * @param listener receives the time of each stage
     * @throws ModelException if a model cannot be loaded or does not match its card
     */
    public static Vision open(PreparedModels prepared, DetectionSettings detection, StageListener listener) {
        List<OnnxModel> loaded = new ArrayList<>();
        try {
            return new Vision(prepared, detection, listener, loaded);
        } catch (RuntimeException e) {
            loaded.forEach(OnnxModel::close);
            throw e;
        }
    }

    public ImageDecoder decoder() {
        return decoder;
    }

    /** Decoder for images that a face fills completely. */
    public PaddingDecoder paddingDecoder() {
        return paddingDecoder;
    }

    public FaceDetector detector() {
        return detector;
    }

    /**
     * A motion sensor: a stem of the prepared models. The watch uses {@code rfb-stem}, the detector's own stem. Other stems are
     * loaded on first use.
     *
     * @throws IllegalArgumentException if there is no stem of that name
     * @throws ModelException if its model cannot be loaded
     */
    public MotionSensor sensor(String name) {
        return sensors.sensor(name);
    }

    /** Names of the motion sensors. */
    public Set<String> sensors() {
        return sensors.names();
    }

    public FaceAligner faceAligner() {
        return faceAligner;
    }

    /** All embedders, by name of the model. */
    public Map<String, Embedder> embedders() {
        return embedders;
    }

    /** The ensemble that teaches smaller models. */
    public Embedder teacher() {
        return teacher;
    }

    /** Waits for running calls, then frees the models. Later calls fail. */
    @Override
    public synchronized void close() {
        closed = true;
        loaded.forEach(OnnxModel::close);
    }

    private synchronized OnnxModel load(PreparedModel model) {
        if (closed) {
            throw new ClosedModelException(model.name());
        }
        OnnxModel network = OnnxModel.open(model);
        loaded.add(network);
        return network;
    }

    private static EnsembleEmbedder teacher(Ensemble ensemble, Map<String, NetworkEmbedder> networks) {
        List<Member> members = ensemble.members().stream()
                .map(member -> new Member(embedder(networks, member.model()), member.weight(), member.mirrored()))
                .toList();
        List<OperatingPoint> points = ensemble.operatingPoints();
        return new EnsembleEmbedder(ensemble.name(), members, strictEnough(points), errorRates(points));
    }

    private static NetworkEmbedder embedder(Map<String, NetworkEmbedder> networks, String name) {
        NetworkEmbedder network = networks.get(name);
        if (network == null) {
            throw new IllegalArgumentException("the ensemble has the member " + name + ", which is not an embedder");
        }
        return network;
    }

    /**
     * The contract of a model. A model without operating points, such as a student before the gate, matches no face. A model
     * with operating points must have one that is strict enough.
     */
    private static EmbeddingContract contract(PreparedModel model, PreparedModels prepared) {
        String space = model.card()
                .space()
                .map(name -> prepared.model(name).contract())
                .orElse(model.contract());
        int dimension = model.card().dimension();
        if (model.card().operatingPoints().isEmpty()) {
            return new EmbeddingContract(model.contract(), space, dimension, NO_MATCH, FALSE_MATCH_RATE);
        }
        List<OperatingPoint> points = model.card().operatingPoints();
        OperatingPoint point = strictEnough(points);
        return new EmbeddingContract(
                model.contract(), space, dimension, point.threshold(), point.falseMatchRate(), errorRates(points));
    }

    private static List<ErrorRates> errorRates(List<OperatingPoint> points) {
        return points.stream()
                .map(point -> new ErrorRates(point.threshold(), point.falseMatchRate(), point.falseNonMatchRate()))
                .toList();
    }

    /** The operating point at {@link #FALSE_MATCH_RATE}, or the next stricter one. */
    private static OperatingPoint strictEnough(List<OperatingPoint> points) {
        return points.stream()
                .filter(point -> point.falseMatchRate() <= FALSE_MATCH_RATE)
                .max(Comparator.comparingDouble(OperatingPoint::falseMatchRate))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no operating point has a false match rate of " + FALSE_MATCH_RATE + " or less"));
    }
}
