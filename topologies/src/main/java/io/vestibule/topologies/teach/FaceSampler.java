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
 * Says which faces the teacher is asked about: good enough, drawn, within the caps of camera and track, and not once more what
 * the track has just shown. The same sightings in the same order always give the same samples.
 */
final class FaceSampler {

    private final TeachSettings settings;

    FaceSampler(TeachSettings settings) {
        this.settings = settings;
    }

    /** A camera that has not been taught from. */
    static CameraSamplingState nothing() {
        return CameraSamplingState.newBuilder()
                .setTracks(List.of())
                .setHour(Instant.EPOCH)
                .setLabelsInHour(0)
                .build();
    }

    /** Whether the teacher is asked, which is {@link SamplingDecision#TAKEN}, and if not, why: the first rule that speaks against it, the cheapest asked first. */
    SamplingDecision judge(CameraSamplingState camera, SamplingCandidate sample) {
        if (settings.limits().refuse(sample.quality()).isPresent()) {
            return SamplingDecision.POOR;
        }
        if (sample.hash().lot() >= settings.share()) {
            return SamplingDecision.NOT_DRAWN;
        }
        if (takenInHourOf(camera, sample) >= settings.perCameraHour()) {
            return SamplingDecision.CAMERA_FULL;
        }
        return find(camera, sample.track()).map(last -> judge(last, sample)).orElse(SamplingDecision.TAKEN);
    }

    /**
     * The camera's memory after the teacher was asked about the sample. One that was not taken counts for the track, too, but
     * for no cap: else the teacher would be asked about each frame of a face that is left out.
     */
    CameraSamplingState remember(CameraSamplingState camera, SamplingCandidate sample, boolean taken) {
        int one = taken ? 1 : 0;
        Optional<TrackSamplingState> last = find(camera, sample.track());
        List<TrackSamplingState> tracks = new ArrayList<>(camera.getTracks());
        last.ifPresent(tracks::remove);
        tracks.add(TrackSamplingState.newBuilder()
                .setTrack(sample.track())
                .setThumbnail(sample.thumbnail().bytes())
                .setCapturedAt(sample.capturedAt())
                .setLabels(last.map(TrackSamplingState::getLabels).orElse(0) + one)
                .build());
        return CameraSamplingState.newBuilder()
                .setTracks(tracks.subList(Math.max(0, tracks.size() - settings.rememberedTracks()), tracks.size()))
                .setHour(hour(sample))
                .setLabelsInHour(takenInHourOf(camera, sample) + one)
                .build();
    }

    private SamplingDecision judge(TrackSamplingState last, SamplingCandidate sample) {
        if (last.getLabels() >= settings.perTrack()) {
            return SamplingDecision.TRACK_FULL;
        }
        // Less than nothing where a sighting comes late or again: too soon, too.
        if (Duration.between(last.getCapturedAt(), sample.capturedAt()).compareTo(settings.minimumInterval()) < 0) {
            return SamplingDecision.TOO_SOON;
        }
        float difference = sample.thumbnail().difference(Thumbnail.of(last.getThumbnail()));
        return difference < settings.minimumDifference() ? SamplingDecision.NEAR_DUPLICATE : SamplingDecision.TAKEN;
    }

    private static int takenInHourOf(CameraSamplingState camera, SamplingCandidate sample) {
        return camera.getHour().equals(hour(sample)) ? camera.getLabelsInHour() : 0;
    }

    private static Instant hour(SamplingCandidate sample) {
        return sample.capturedAt().truncatedTo(ChronoUnit.HOURS);
    }

    private static Optional<TrackSamplingState> find(CameraSamplingState camera, String track) {
        return camera.getTracks().stream()
                .filter(taught -> taught.getTrack().equals(track))
                .findFirst();
    }
}
