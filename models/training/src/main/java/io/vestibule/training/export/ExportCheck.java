package io.vestibule.training.export;

import ai.djl.ndarray.NDManager;
import io.vestibule.models.ModelException;
import io.vestibule.models.StudentEmbedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.engine.TorchEngine;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.network.Network;
import io.vestibule.training.network.Weights;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.manifest.Licences;
import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.students.StudentFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Compares what ONNX Runtime makes of a student's file with what the trainer makes of its weights. */
public final class ExportCheck {

    /** Largest difference that two ways of adding the same numbers may make. */
    public static final double TOLERANCE = 1e-4;

    private static final float MEAN = 127;
    private static final float SCALE = 1 / 128f;
    private static final int PORTION = 16;

    private ExportCheck() {}

    /**
     * The largest difference in any number of any face's embedding, before it is made unit, against the length of the
     * trainer's embedding where that is above 1.
     *
     * @param weights as they were exported, with or without batch normalisation
     * @throws ModelException if the file cannot be loaded
     */
    public static double difference(TorchEngine torch, Weights weights, Path file, List<AlignedFace> faces) {
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("without a face there is nothing to compare");
        }
        List<Embedding> theirs;
        try (StudentEmbedder exported = StudentEmbedder.open(student(file))) {
            theirs = exported.embed(faces);
        }
        List<float[]> ours = embeddings(torch, weights, faces);
        double largest = 0;
        for (int i = 0; i < faces.size(); i++) {
            largest = Math.max(largest, difference(ours.get(i), theirs.get(i)));
        }
        return largest;
    }

    /**
     * Refuses a file that is not the trainer's student.
     *
     * @return the difference
     * @throws ModelException if it is more than {@link #TOLERANCE}, or not a number
     */
    public static double require(TorchEngine torch, Weights weights, Path file, List<AlignedFace> faces) {
        double difference = difference(torch, weights, file, faces);
        if (!(difference <= TOLERANCE)) {
            throw new ModelException(
                    file.toString(),
                    "check the export",
                    "ONNX Runtime's embeddings differ from the trainer's by " + difference + ", more than "
                            + TOLERANCE);
        }
        return difference;
    }

    private static double difference(float[] ours, Embedding theirs) {
        double scale = Math.max(1, Embedding.ofVector(ours).norm());
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            double difference = Math.abs(ours[i] - (double) theirs.unit()[i] * theirs.norm());
            // The maximum of anything and what is not a number is not a number, and that is refused.
            largest = Math.max(largest, difference / scale);
        }
        return largest;
    }

    private static List<float[]> embeddings(TorchEngine torch, Weights weights, List<AlignedFace> faces) {
        List<float[]> embeddings = new ArrayList<>();
        try (NDManager manager = torch.newManager();
                Network network = Network.open(manager, weights)) {
            for (int at = 0; at < faces.size(); at += PORTION) {
                List<AlignedFace> portion = faces.subList(at, Math.min(faces.size(), at + PORTION));
                try (NDManager scratch = manager.newSubManager()) {
                    float[] values = network.forward(FacePixels.batch(scratch, portion), false)
                            .toFloatArray();
                    int length = values.length / portion.size();
                    for (int i = 0; i < portion.size(); i++) {
                        embeddings.add(Arrays.copyOfRange(values, i * length, (i + 1) * length));
                    }
                }
            }
        }
        return embeddings;
    }

    /** The file as an embedder that sees what {@link FacePixels} shows to the trainer. */
    private static PreparedModel student(Path file) {
        StudentFile student = StudentFile.read(file);
        Licence unknown = new Licence("unknown", Use.UNKNOWN, "a student that is still in the making");
        ModelCard card = new ModelCard(
                ModelCard.Role.EMBEDDER,
                "A student in the making.",
                new ModelCard.Input(
                        student.input(),
                        3,
                        student.side(),
                        student.side(),
                        ModelCard.Colours.BGR,
                        List.of(MEAN, MEAN, MEAN),
                        SCALE),
                List.of(new ModelCard.Output(
                        student.output(), List.of(student.dimension()), "embedding, not of unit length")),
                "arcface-112",
                new Licences(unknown, unknown, unknown),
                List.of());
        return new PreparedModel("student", file, student.id(), card);
    }
}
