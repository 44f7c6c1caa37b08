package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import java.util.List;

/**
 * People as axes of a space: a face of a person has a chosen cosine to their axis. Two faces of one person with cosines a and b
 * to the axis have the cosine ab + sqrt((1-aa)(1-bb)). Faces of two people have at most 0.8 if both cosines are 0.6 or more.
 */
final class TestPeople {

    static final int DIMENSION = 5;
    static final int ADA = 0;
    static final int BOB = 1;
    static final int STRANGER = 2;
    static final int OTHER_STRANGER = 3;
    private static final int NOBODY = 4;

    /** Threshold 0.4, raised to 0.49 for a search, with a margin of 0.102. */
    static final EmbeddingContract ALPHA = new EmbeddingContract("alpha@000000000001", DIMENSION, 0.4f, 1e-4);

    static final EmbeddingContract BETA = new EmbeddingContract("beta@000000000002", DIMENSION, 0.5f, 1e-3);

    /** A student in alpha's space: threshold 0.45, raised to 0.5325 for a search. */
    static final EmbeddingContract STUDENT =
            new EmbeddingContract("student@000000000003", ALPHA.id(), DIMENSION, 0.45f, 1e-4);

    private TestPeople() {}

    /** A face of a person, with the given cosine to their photograph. */
    static float[] face(int person, double cosine) {
        float[] unit = new float[DIMENSION];
        unit[person] = (float) cosine;
        unit[NOBODY] = (float) Math.sqrt(1 - cosine * cosine);
        return unit;
    }

    /** A face halfway between two people, with a cosine of 0.707 to both. */
    static float[] between(int one, int other) {
        float[] unit = new float[DIMENSION];
        unit[one] = (float) Math.sqrt(0.5);
        unit[other] = (float) Math.sqrt(0.5);
        return unit;
    }

    /** An image of a face that {@link #embedder} decodes. */
    static AlignedFace picture(int person, double cosine) {
        byte[] bgr = new byte[AlignedFace.BYTES];
        bgr[0] = (byte) person;
        bgr[1] = (byte) Math.round(100 * cosine);
        return new AlignedFace(bgr);
    }

    static Embedder embedder(EmbeddingContract contract) {
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return contract;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream()
                        .map(face -> new Embedding(face(face.bgr()[0], face.bgr()[1] / 100.0), 10))
                        .toList();
            }
        };
    }
}
