package io.vestibule.lab.demo;

import io.vestibule.topologies.recognise.RecogniseObserver;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How many faces each embedder was given. Thread-safe. */
final class RoutingCounts implements RecogniseObserver {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    @Override
    public void recognised(Recognition recognition) {
        recognition.embedder().ifPresent(embedder -> counts.merge(embedder, 1, Integer::sum));
    }

    /** By name of the embedder. */
    Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }
}
