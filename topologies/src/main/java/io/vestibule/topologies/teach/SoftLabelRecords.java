package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.schemas.CentreSimilarity;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.SoftLabel;
import java.nio.ByteBuffer;
import java.util.List;

/** Converts labels to the records of the soft-labels topic. */
public final class SoftLabelRecords {

    private final EmbeddingContract contract;
    private final String teacher;
    private final boolean keepsFaces;

    /**
     * @param teacher id of the teacher: SHA-256 over the ids of its members, in order
     * @param keepsFaces whether a record contains the face itself
     */
    public SoftLabelRecords(EmbeddingContract contract, String teacher, boolean keepsFaces) {
        this.contract = contract;
        this.teacher = teacher;
        this.keepsFaces = keepsFaces;
    }

    /** Returns the record of one label. */
    public SoftLabel of(
            FaceSighting sighting, FaceHash hash, Embedding embedding, LabelDecision label, SelectionReason reason) {
        return SoftLabel.newBuilder()
                .setFaceHash(hash.hex())
                .setAlignment(sighting.getAlignment())
                .setContract(contract.id())
                .setTeacher(teacher)
                .setDimension(contract.dimension())
                .setEmbedding(ByteBuffer.wrap(HalfFloats.encode(embedding.unit())))
                .setNorm(embedding.norm())
                .setSimilarities(similarities(label.nearest()))
                .setCentres(label.centres())
                .setLabel(label.label().map(ScoredSubject::subject).orElse(null))
                .setLabelOrigin(label.labelOrigin())
                .setLabelScore(label.label().map(ScoredSubject::score).orElse(null))
                .setDetections(sighting.getDetections())
                .setDetector(sighting.getDetector())
                .setFrameWidth(sighting.getFrameWidth())
                .setFrameHeight(sighting.getFrameHeight())
                .setFeatures(sighting.getFeatures())
                .setFace(keepsFaces ? sighting.getFace() : null)
                .setSelectionReason(reason)
                .setQuality(sighting.getQuality())
                .setCamera(sighting.getCamera())
                .setTrack(sighting.getTrack())
                .setOrigin(sighting.getOrigin())
                .setSpectrum(sighting.getSpectrum())
                .setConsentExpiresAt(label.expiresAt())
                .build();
    }

    private static List<CentreSimilarity> similarities(List<ScoredSubject> nearest) {
        return nearest.stream()
                .map(scored -> new CentreSimilarity(scored.subject(), scored.score()))
                .toList();
    }
}
