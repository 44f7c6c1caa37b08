package io.vestibule.lab.demo;

import io.vestibule.topologies.recognise.RecogniseObserver;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the faces that were routed to each embedder. Thread-safe. */
final class RoutingCounts implements RecogniseObserver {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public void recognised(Recognition recognition) {
        recognition.embedder().ifPresent(embedder -> counts.merge(embedder, 1, Integer::sum));
    }

    /** Returns the counts by name of the embedder. */
    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
