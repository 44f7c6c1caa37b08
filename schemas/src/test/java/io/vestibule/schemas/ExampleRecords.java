package io.vestibule.schemas;

import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.schemas.state.CoolDownState;
import io.vestibule.schemas.state.DecisionState;
import io.vestibule.schemas.state.PresenceState;
import io.vestibule.schemas.state.PublishedCentresState;
import io.vestibule.schemas.state.SubjectSamplingState;
import io.vestibule.schemas.state.TrackSamplingState;
import io.vestibule.schemas.state.TrackState;
import io.vestibule.schemas.state.VisitState;
import io.vestibule.schemas.state.VoteState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** One example of each record type, with a value in every field. */
public final class ExampleRecords {

    public static final Instant NOON = Instant.parse("2026-06-01T12:00:00.123456Z");

    private static final String CAMERA = "north-door";
    private static final String CONTRACT = "mobilefacenet@0123456789ab";
    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private ExampleRecords() {}

    public static List<SpecificRecord> all() {
        return List.of(
                frame(50_000),
                sighting(),
                tick(),
                event(),
                softLabel(),
                classCentres(),
                galleryEntry(),
                enrolment(),
                status(),
                deadLetter(),
                cameraWatchState(),
                backgroundState(),
                visitState(),
                coolDownState(),
                cameraSamplingState(),
                subjectSamplingState(),
                publishedCentresState());
    }

    public static Frame frame(int imageBytes) {
        return Frame.newBuilder()
                .setCamera(CAMERA)
                .setEpoch(1_780_315_200_000_000L)
                .setSequence(42)
                .setCapturedAt(NOON)
                .setEncoding(Encoding.JPEG)
                .setWidth(640)
                .setHeight(480)
                .setSpectrum(Spectrum.INFRARED)
                .setRinging(true)
                .setImage(noise(imageBytes))
                .setReference(HASH)
                .build();
    }

    public static FaceSighting sighting() {
        return FaceSighting.newBuilder()
                .setCamera(CAMERA)
                .setOrigin(origin())
                .setSpectrum(Spectrum.VISIBLE)
                .setTrack("north-door/1780315200000000/42/0")
                .setBox(box())
                .setPoints(List.of(point(38), point(73), point(56), point(41), point(70)))
                .setScore(0.97f)
                .setMotion(Motion.newBuilder()
                        .setInside(0.4f)
                        .setPeak(0.9f)
                        .setThreshold(0.2f)
                        .build())
                .setQuality(quality())
                .setAlignment("arcface-112+16")
                .setFace(noise(144 * 144 * 3))
                .setDetections(List.of(new DetectedBox(box(), 0.97f), new DetectedBox(box(), 0.6f)))
                .setDetector("rfb-stem@0123456789ab")
                .setFrameWidth(640)
                .setFrameHeight(480)
                .setFeatures(features())
                .build();
    }

    public static CameraTick tick() {
        return new CameraTick(CAMERA, NOON);
    }

    public static IdentityEvent event() {
        return IdentityEvent.newBuilder()
                .setId("north-door/1780315200000000/42/0/IDENTIFIED/1")
                .setVisit("north-door/1780315200000000/42/0")
                .setKind(EventKind.IDENTIFIED)
                .setOrdinal(1)
                .setCamera(CAMERA)
                .setAt(NOON)
                .setEmittedAt(NOON)
                .setSubject("resident-7")
                .setScore(0.71f)
                .setRunnerUp(0.2f)
                .setThreshold(0.45f)
                .setFalseMatchRate(1e-4)
                .setVotes(3)
                .setSightings(4)
                .setModel(CONTRACT)
                .setFirstSeen(NOON.minusSeconds(2))
                .setLastSeen(NOON)
                .setEvidence(List.of(origin(), origin()))
                .build();
    }

    public static SoftLabel softLabel() {
        return SoftLabel.newBuilder()
                .setFaceHash(HASH)
                .setAlignment("arcface-112+16")
                .setContract("teacher@0123456789ab")
                .setTeacher(HASH)
                .setDimension(640)
                .setEmbedding(noise(2 * 640))
                .setNorm(17.5f)
                .setSimilarities(List.of(new CentreSimilarity("resident-7", 0.7f), new CentreSimilarity("r-8", 0.1f)))
                .setCentres(HASH)
                .setLabel("resident-7")
                .setLabelOrigin(LabelOrigin.ENROLLED_MATCH)
                .setLabelScore(0.7f)
                .setDetections(List.of(new DetectedBox(box(), 0.99f)))
                .setDetector("rfb-stem@0123456789ab")
                .setFrameWidth(640)
                .setFrameHeight(480)
                .setFeatures(features())
                .setFace(noise(144 * 144 * 3))
                .setSelectionReason(SelectionReason.NEAR_THRESHOLD)
                .setQuality(quality())
                .setCamera(CAMERA)
                .setTrack("north-door/1780315200000000/42/0")
                .setOrigin(origin())
                .setSpectrum(Spectrum.VISIBLE)
                .setConsentExpiresAt(NOON.plusSeconds(86_400))
                .build();
    }

    public static ClassCentres classCentres() {
        return ClassCentres.newBuilder()
                .setVersion(HASH)
                .setContract(CONTRACT)
                .setDimension(4)
                .setPart(0)
                .setParts(2)
                .setCentres(List.of(new ClassCentre("resident-7", noise(8))))
                .setConsentExpiresAt(NOON.plusSeconds(86_400))
                .build();
    }

    public static GalleryEntry galleryEntry() {
        return GalleryEntry.newBuilder()
                .setSubject("resident-7")
                .setContract(CONTRACT)
                .setDimension(4)
                .setTemplates(List.of(new Template(List.of(0.5f, -0.5f, 0.5f, -0.5f), HASH, quality(), NOON, true)))
                .setConsentExpiresAt(NOON.plusSeconds(86_400))
                .setSimilarSubjects(List.of("resident-8"))
                .build();
    }

    public static Enrolment enrolment() {
        return Enrolment.newBuilder()
                .setSubject("resident-7")
                .setAction(EnrolmentAction.PHOTO)
                .setPhoto(noise(5_000))
                .setRequestedAt(NOON)
                .setConsentExpiresAt(NOON.plusSeconds(86_400))
                .setAllowConflict(true)
                .setAllowDifferent(true)
                .setValidUntil(NOON.plusSeconds(60))
                .build();
    }

    public static CameraStatus status() {
        return CameraStatus.newBuilder()
                .setCamera(CAMERA)
                .setState(CameraState.QUIET)
                .setSince(NOON.minusSeconds(60))
                .setAt(NOON)
                .setReason("background proven")
                .setFrames(300)
                .setEarlyExits(200)
                .setDistance(0.02f)
                .setThreshold(0.2f)
                .setShed(12)
                .setAudits(40)
                .setAuditMisses(1)
                .setMissRate(new Estimate(0.025f, 0.0044f, 0.1288f))
                .build();
    }

    public static DeadLetter deadLetter() {
        return DeadLetter.newBuilder()
                .setReason(Reason.NOT_AN_IMAGE)
                .setStage("watch/frames-source")
                .setCause("neither JPEG nor PNG")
                .setTopic("intercom.frames.v1")
                .setPartition(3)
                .setOffset(9_876_543_210L)
                .setRecordedAt(Instant.parse("2026-06-01T12:00:00.123Z"))
                .setSize(12)
                .build();
    }

    public static CameraWatchState cameraWatchState() {
        return CameraWatchState.newBuilder()
                .setEpoch(1)
                .setSequence(42)
                .setAssignedEpoch(2)
                .setAssignedSequence(43)
                .setCapturedAt(NOON)
                .setState(CameraState.ACTIVE)
                .setSince(NOON)
                .setReason("distance over threshold")
                .setStatusSentAt(NOON)
                .setFrames(300)
                .setEarlyExits(200)
                .setTracks(List.of(new TrackState("north-door/1/42/0", box(), NOON)))
                .setDifferentAt(NOON)
                .setAnalysedAt(NOON)
                .setNoBackgroundAt(NOON.minusSeconds(50))
                .setNoDetailSince(NOON.minusSeconds(40))
                .setNoDetailAt(NOON.minusSeconds(30))
                .setMovedAt(NOON.minusSeconds(20))
                .setPictureChecksum(123_456_789)
                .setIdenticalSince(NOON.minusSeconds(15))
                .setIdenticalAt(NOON.minusSeconds(10))
                .setDamagedShare(0.25f)
                .setDamaged(3)
                .setDroppedFaces(4)
                .setShed(12)
                .setAudits(40)
                .setAuditMisses(1)
                .setThreshold(0.04f)
                .build();
    }

    public static BackgroundState backgroundState() {
        return BackgroundState.newBuilder()
                .setStem(HASH)
                .setChannels(64)
                .setHeight(30)
                .setWidth(40)
                .setValues(noise(2 * 64 * 30 * 40))
                .setWrittenAt(NOON)
                .setEpoch(1)
                .setNoise(0.02f)
                .setNoisePeriods(50)
                .setThresholdCap(0.03f)
                .setThresholdCappedAt(NOON.minusSeconds(90))
                .setAuditedAt(NOON.minusSeconds(10))
                .setStaticFaces(List.of(new Box(0.1f, 0.2f, 0.3f, 0.5f)))
                .build();
    }

    public static VisitState visitState() {
        return VisitState.newBuilder()
                .setId("north-door/1/42/0@42")
                .setReplaces("north-door/1/30/0@30")
                .setTracks(List.of("north-door/1/42/0"))
                .setFirstSeen(NOON)
                .setPresence(new PresenceState(NOON, 4, List.of(origin())))
                .setLooked(new PresenceState(NOON, 3, List.of(origin())))
                .setLastEpoch(1)
                .setLastSequence(45)
                .setFirstLook(NOON)
                .setLooks(3)
                .setVotes(List.of(new VoteState(CONTRACT, "resident-7", 0.71f, 0.3f, true, origin())))
                .setContract(CONTRACT)
                .setAppearance(noise(8))
                .setSent(List.of(EventKind.ARRIVED, EventKind.IDENTIFIED))
                .setDecision(new DecisionState("resident-7", 0.71f, 0.3f, 0.5f, 1e-4, 3, CONTRACT))
                .build();
    }

    public static CoolDownState coolDownState() {
        return new CoolDownState(NOON);
    }

    public static CameraSamplingState cameraSamplingState() {
        TrackSamplingState track = TrackSamplingState.newBuilder()
                .setTrack("north-door/1/42/0")
                .setThumbnail(noise(256))
                .setCapturedAt(NOON)
                .setLabels(2)
                .build();
        return CameraSamplingState.newBuilder()
                .setTracks(List.of(track))
                .setHour(NOON.truncatedTo(ChronoUnit.HOURS))
                .setLabelsInHour(5)
                .build();
    }

    public static SubjectSamplingState subjectSamplingState() {
        return new SubjectSamplingState(NOON.truncatedTo(ChronoUnit.DAYS), 7);
    }

    public static PublishedCentresState publishedCentresState() {
        return new PublishedCentresState(2, List.of("resident-7", "resident-8"), NOON);
    }

    private static Features features() {
        return new Features("rfb-stem@0123456789ab", 64, 30, 40, noise(2 * 64 * 30 * 40));
    }

    private static Origin origin() {
        return new Origin("intercom.frames.v1", 3, 17L, 1L, 42L, NOON);
    }

    private static Box box() {
        return new Box(-3.5f, 10f, 90f, 130f);
    }

    private static Point point(float x) {
        return new Point(x, 51.5f);
    }

    private static Quality quality() {
        return new Quality(93.5f, 240f, 0.45f, -4f, 2f, 1f);
    }

    private static ByteBuffer noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
