package io.vestibule.topologies.recognise;

import io.vestibule.schemas.state.CoolDownState;
import io.vestibule.schemas.state.VisitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The visits and cool-downs in the state stores. The key of a record is the camera id, a bar, and the name of the visit or subject. */
final class StoredVisits implements VisitStore {

    /** A camera id contains no bar, so the first bar ends it. */
    private static final char SEPARATOR = '|';

    private final KeyValueStore<String, VisitState> visits;
    private final KeyValueStore<String, CoolDownState> coolDowns;

    StoredVisits(KeyValueStore<String, VisitState> visits, KeyValueStore<String, CoolDownState> coolDowns) {
        this.visits = visits;
        this.coolDowns = coolDowns;
    }

    /** All cameras with a visit or a cool-down. */
    Set<String> cameras() {
        Set<String> cameras = new TreeSet<>();
        try (KeyValueIterator<String, VisitState> all = visits.all()) {
            all.forEachRemaining((KeyValue<String, VisitState> entry) -> cameras.add(camera(entry.key)));
        }
        try (KeyValueIterator<String, CoolDownState> all = coolDowns.all()) {
            all.forEachRemaining((KeyValue<String, CoolDownState> entry) -> cameras.add(camera(entry.key)));
        }
        return cameras;
    }

    List<VisitState> visits(String camera) {
        List<VisitState> found = new ArrayList<>();
        try (KeyValueIterator<String, VisitState> ofCamera =
                visits.prefixScan(key(camera, ""), new StringSerializer())) {
            ofCamera.forEachRemaining((KeyValue<String, VisitState> entry) -> found.add(entry.value));
        }
        return found;
    }

    /** Subject to last sighting. */
    Map<String, Instant> coolDowns(String camera) {
        String prefix = key(camera, "");
        Map<String, Instant> found = new HashMap<>();
        try (KeyValueIterator<String, CoolDownState> ofCamera = coolDowns.prefixScan(prefix, new StringSerializer())) {
            ofCamera.forEachRemaining((KeyValue<String, CoolDownState> entry) ->
                    found.put(entry.key.substring(prefix.length()), entry.value.getLastSeen()));
        }
        return found;
    }

    @Override
    public void putVisit(String camera, String visit, @Nullable VisitState state) {
        visits.put(key(camera, visit), state);
    }

    @Override
    public void putCoolDown(String camera, String subject, @Nullable Instant lastSeen) {
        coolDowns.put(key(camera, subject), lastSeen == null ? null : new CoolDownState(lastSeen));
    }

    private static String key(String camera, String name) {
        return camera + SEPARATOR + name;
    }

    private static String camera(String key) {
        return key.substring(0, key.indexOf(SEPARATOR));
    }
}
