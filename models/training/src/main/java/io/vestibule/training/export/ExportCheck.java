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

/** Compares embeddings of ONNX Runtime from a student's file with embeddings of the training engine from its weights. */
public final class ExportCheck {

    /** Largest allowed difference. The two engines add in different orders. */
    public static final double TOLERANCE = 1e-4;

    private static final float MEAN = 127;
    private static final float SCALE = 1 / 128f;
    private static final int BATCH = 16;

    private ExportCheck() {}

    /**
     * The largest difference of any value of any embedding, before normalisation. It is divided by the norm of the engine's embedding
     * if that is over 1.
     *
     * @param weights the exported weights, with or without batch normalisation
     * @throws ModelException if the file cannot be loaded
     */
    public static double difference(TorchEngine torch, Weights weights, Path file, List<AlignedFace> faces) {
        if (faces.isEmpty()) {
            throw new IllegalArgumentException("at least one face is needed for the comparison");
        }
        List<Embedding> exportedEmbeddings;
        try (StudentEmbedder exported = StudentEmbedder.open(student(file))) {
            exportedEmbeddings = exported.embed(faces);
        }
        List<float[]> trainedEmbeddings = embeddings(torch, weights, faces);
        double largest = 0;
        for (int i = 0; i < faces.size(); i++) {
            largest = Math.max(largest, difference(trainedEmbeddings.get(i), exportedEmbeddings.get(i)));
        }
        return largest;
    }

    /**
     * Requires that a file contains the trained student.
     *
     * @return the difference
     * @throws ModelException if it exceeds {@link #TOLERANCE} or is NaN
     */
    public static double require(TorchEngine torch, Weights weights, Path file, List<AlignedFace> faces) {
        double difference = difference(torch, weights, file, faces);
        if (!(difference <= TOLERANCE)) {
            throw new ModelException(
                    file.toString(),
                    "check the export",
                    "embeddings of ONNX Runtime differ from those of the trained student by " + difference
                            + ", more than " + TOLERANCE);
        }
        return difference;
    }

    private static double difference(float[] trained, Embedding exported) {
        double scale = Math.max(1, Embedding.ofVector(trained).norm());
        double largest = 0;
        for (int i = 0; i < trained.length; i++) {
            double difference = Math.abs(trained[i] - (double) exported.unit()[i] * exported.norm());
            // The maximum is NaN if one difference is NaN.
            largest = Math.max(largest, difference / scale);
        }
        return largest;
    }

    private static List<float[]> embeddings(TorchEngine torch, Weights weights, List<AlignedFace> faces) {
        List<float[]> embeddings = new ArrayList<>();
        try (NDManager manager = torch.newManager();
                Network network = Network.open(manager, weights)) {
            for (int at = 0; at < faces.size(); at += BATCH) {
                List<AlignedFace> batch = faces.subList(at, Math.min(faces.size(), at + BATCH));
                try (NDManager scratch = manager.newSubManager()) {
                    float[] values = network.forward(FacePixels.batch(scratch, batch), false)
                            .toFloatArray();
                    int length = values.length / batch.size();
                    for (int i = 0; i < batch.size(); i++) {
                        embeddings.add(Arrays.copyOfRange(values, i * length, (i + 1) * length));
                    }
                }
            }
        }
        return embeddings;
    }

    /** The file as an embedder with the input of {@link FacePixels}. */
    private static PreparedModel student(Path file) {
        StudentFile student = StudentFile.read(file);
        Licence unknown = new Licence("unknown", Use.UNKNOWN, "a student that is not yet finished");
        ModelCard card = new ModelCard(
                ModelCard.Role.EMBEDDER,
                "A student that is not yet finished.",
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
