package io.vestibule.schemas;

import io.vestibule.schemas.state.BackgroundMemory;
import io.vestibule.schemas.state.BallotMemory;
import io.vestibule.schemas.state.CameraMemory;
import io.vestibule.schemas.state.TaughtCentres;
import io.vestibule.schemas.state.TaughtSubject;
import io.vestibule.schemas.state.TaughtTrack;
import io.vestibule.schemas.state.TaughtTracks;
import io.vestibule.schemas.state.TrackMemory;
import io.vestibule.schemas.state.VerdictMemory;
import io.vestibule.schemas.state.VisitMemory;
import io.vestibule.schemas.state.VisitsMemory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** One record of each kind, with something in every field. */
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
                event(),
                softLabel(),
                classCentres(),
                galleryEntry(),
                enrolment(),
                status(),
                deadLetter(),
                cameraMemory(),
                backgroundMemory(),
                visits(),
                taughtTracks(),
                taughtSubject(),
                taughtCentres());
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
                .setDetections(List.of(new TeacherBox(box(), 0.97f), new TeacherBox(box(), 0.6f)))
                .setDetector("rfb-stem@0123456789ab")
                .setFrameWidth(640)
                .setFrameHeight(480)
                .setFeatures(features())
                .build();
    }

    public static IdentityEvent event() {
        return IdentityEvent.newBuilder()
                .setId("north-door/1780315200000000/42/0/IDENTIFIED/1")
                .setVisit("north-door/1780315200000000/42/0")
                .setKind(EventKind.IDENTIFIED)
                .setOrdinal(1)
                .setCamera(CAMERA)
                .setAt(NOON)
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
                .setDetections(List.of(new TeacherBox(box(), 0.99f)))
                .setDetector("rfb-stem@0123456789ab")
                .setFrameWidth(640)
                .setFrameHeight(480)
                .setFeatures(features())
                .setFace(noise(144 * 144 * 3))
                .setTakenAs(TakenAs.NEAR_THRESHOLD)
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
                .setTemplates(List.of(new Template(List.of(0.5f, -0.5f, 0.5f, -0.5f), HASH, quality(), NOON)))
                .setConsentExpiresAt(NOON.plusSeconds(86_400))
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
                .setFaces(3)
                .setDistance(0.02f)
                .setThreshold(0.2f)
                .setShed(12)
                .setAudits(40)
                .setAuditMisses(1)
                .setMissed(new Estimate(0.025f, 0.0044f, 0.1288f))
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

    public static CameraMemory cameraMemory() {
        return CameraMemory.newBuilder()
                .setEpoch(1)
                .setSequence(42)
                .setCapturedAt(NOON)
                .setState(CameraState.ACTIVE)
                .setSince(NOON)
                .setReason("distance over threshold")
                .setAnnouncedAt(NOON)
                .setFrames(300)
                .setEarlyExits(200)
                .setFaces(3)
                .setTracks(List.of(new TrackMemory("north-door/1/42/0", box(), NOON)))
                .setDifferentAt(NOON)
                .setSeenAt(NOON)
                .setUnknownAt(NOON.minusSeconds(50))
                .setBlindSince(NOON.minusSeconds(40))
                .setBlindAt(NOON.minusSeconds(30))
                .setMovedAt(NOON.minusSeconds(20))
                .setShed(12)
                .setAudits(40)
                .setAuditMisses(1)
                .setThreshold(0.04f)
                .build();
    }

    public static BackgroundMemory backgroundMemory() {
        return BackgroundMemory.newBuilder()
                .setStem(HASH)
                .setChannels(64)
                .setHeight(30)
                .setWidth(40)
                .setValues(noise(2 * 64 * 30 * 40))
                .setWrittenAt(NOON)
                .setEpoch(1)
                .setNoise(0.02f)
                .setSpells(50)
                .setCap(0.03f)
                .setCappedAt(NOON.minusSeconds(90))
                .setAuditedAt(NOON.minusSeconds(10))
                .setStillFaces(List.of(new Box(0.1f, 0.2f, 0.3f, 0.5f)))
                .build();
    }

    public static VisitsMemory visits() {
        final var visit = VisitMemory.newBuilder()
                .setId("north-door/1/42/0@42")
                .setTracks(List.of("north-door/1/42/0"))
                .setFirstSeen(NOON)
                .setLastSeen(NOON)
                .setLastEpoch(1)
                .setLastSequence(45)
                .setSightings(4)
                .setJudged(3)
                .setFirstJudged(NOON)
                .setBallots(List.of(new BallotMemory(CONTRACT, "resident-7", 0.71f, 0.3f, true, origin())))
                .setContract(CONTRACT)
                .setLikeness(noise(8))
                .setRecent(List.of(origin()))
                .setEvents(2)
                .setVerdict(new VerdictMemory("resident-7", 0.71f, 0.3f, 0.5f, 1e-4, 3, CONTRACT))
                .build();
        return VisitsMemory.newBuilder()
                .setOpen(List.of(visit))
                .setNamed(Map.of("resident-7", NOON))
                .setFaces(17)
                .build();
    }

    public static TaughtTracks taughtTracks() {
        final var track = TaughtTrack.newBuilder()
                .setTrack("north-door/1/42/0")
                .setThumbnail(noise(256))
                .setAt(NOON)
                .setTaken(2)
                .build();
        return TaughtTracks.newBuilder()
                .setTracks(List.of(track))
                .setHour(NOON.truncatedTo(ChronoUnit.HOURS))
                .setTakenInHour(5)
                .build();
    }

    public static TaughtSubject taughtSubject() {
        return new TaughtSubject(NOON.truncatedTo(ChronoUnit.DAYS), 7);
    }

    public static TaughtCentres taughtCentres() {
        return new TaughtCentres(2, List.of("resident-7", "resident-8"), NOON);
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
        final var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }
}
