package io.vestibule.topologies.recognise;

/** A camera with open visits or cool-downs, in memory. Mutable. */
final class ActiveCamera {

    private final String id;
    private final CameraVisits visits;
    private final EmbeddingBudget budget;
    private long receivedAt;

    /** @param receivedAt wall-clock time of the camera's last record, in milliseconds */
    ActiveCamera(String id, CameraVisits visits, EmbeddingBudget budget, long receivedAt) {
        this.id = id;
        this.visits = visits;
        this.budget = budget;
        this.receivedAt = receivedAt;
    }

    String id() {
        return id;
    }

    CameraVisits visits() {
        return visits;
    }

    EmbeddingBudget budget() {
        return budget;
    }

    /** Whether there is anything to keep. */
    boolean isActive() {
        return visits.nextChange().isPresent();
    }

    long receivedAt() {
        return receivedAt;
    }

    void received(long now) {
        receivedAt = now;
    }
}
