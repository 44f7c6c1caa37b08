package io.vestibule.topologies.teach;

import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.TrackSamplingState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Selects the faces that are passed to the teacher: good enough, sampled by hash, within the limits of camera and track, and
 * different from the track's last face. The same sightings in the same order always give the same selection.
 */
final class FaceSampler {

    private final TeachSettings settings;

    FaceSampler(TeachSettings settings) {
        this.settings = settings;
    }

    /** State of a camera without any sampled face. */
    static CameraSamplingState initialState() {
        return CameraSamplingState.newBuilder()
                .setTracks(List.of())
                .setHour(Instant.EPOCH)
                .setLabelsInHour(0)
                .build();
    }

    /**
     * Decides whether the face is passed to the teacher ({@link SamplingDecision#TAKEN}). Otherwise returns the first rule that
     * excludes it; cheap rules come first.
     */
    SamplingDecision decide(CameraSamplingState camera, SamplingCandidate candidate) {
        if (settings.limits().check(candidate.quality()).isPresent()) {
            return SamplingDecision.POOR;
        }
        if (candidate.hash().fraction() >= settings.share()) {
            return SamplingDecision.NOT_DRAWN;
        }
        if (labelsInHour(camera, candidate) >= settings.perCameraHour()) {
            return SamplingDecision.CAMERA_FULL;
        }
        return find(camera, candidate.track())
                .map(last -> compareWithLast(last, candidate))
                .orElse(SamplingDecision.TAKEN);
    }

    /**
     * Returns the camera's state after the teacher has processed the candidate. A candidate without a label also becomes the
     * last face of its track, but counts for no limit. Otherwise the teacher would process every frame of such a face.
     */
    CameraSamplingState update(CameraSamplingState camera, SamplingCandidate candidate, boolean labelled) {
        int newLabels = labelled ? 1 : 0;
        Optional<TrackSamplingState> last = find(camera, candidate.track());
        List<TrackSamplingState> tracks = new ArrayList<>(camera.getTracks());
        last.ifPresent(tracks::remove);
        tracks.add(TrackSamplingState.newBuilder()
                .setTrack(candidate.track())
                .setThumbnail(candidate.thumbnail().bytes())
                .setCapturedAt(candidate.capturedAt())
                .setLabels(last.map(TrackSamplingState::getLabels).orElse(0) + newLabels)
                .build());
        return CameraSamplingState.newBuilder()
                .setTracks(tracks.subList(Math.max(0, tracks.size() - settings.rememberedTracks()), tracks.size()))
                .setHour(hour(candidate))
                .setLabelsInHour(labelsInHour(camera, candidate) + newLabels)
                .build();
    }

    private SamplingDecision compareWithLast(TrackSamplingState last, SamplingCandidate candidate) {
        if (last.getLabels() >= settings.perTrack()) {
            return SamplingDecision.TRACK_FULL;
        }
        // The interval is negative if a sighting arrives late or twice. That also counts as too soon.
        if (Duration.between(last.getCapturedAt(), candidate.capturedAt()).compareTo(settings.minimumInterval()) < 0) {
            return SamplingDecision.TOO_SOON;
        }
        float difference = candidate.thumbnail().difference(Thumbnail.of(last.getThumbnail()));
        return difference < settings.minimumDifference() ? SamplingDecision.NEAR_DUPLICATE : SamplingDecision.TAKEN;
    }

    private static int labelsInHour(CameraSamplingState camera, SamplingCandidate candidate) {
        return camera.getHour().equals(hour(candidate)) ? camera.getLabelsInHour() : 0;
    }

    private static Instant hour(SamplingCandidate candidate) {
        return candidate.capturedAt().truncatedTo(ChronoUnit.HOURS);
    }

    private static Optional<TrackSamplingState> find(CameraSamplingState camera, String track) {
        return camera.getTracks().stream()
                .filter(state -> state.getTrack().equals(track))
                .findFirst();
    }
}
