package io.vestibule.lab.demo;

import io.vestibule.lab.scenes.SimulatedCamera;
import io.vestibule.lab.scenes.script.ScriptComparison;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Result of the demo, input of the report.
 *
 * @param start the instant at which the script began
 * @param cameras can produce each frame again, without faces if the settings hide them
 * @param facesByEmbedder number of faces that were routed to each embedder
 * @param routing the student and its door, if there is one
 */
public record DemoResult(
        DemoSettings settings,
        Instant start,
        List<SimulatedCamera> cameras,
        List<DoorObservations> doors,
        List<IdentityEvent> events,
        List<FaceSighting> sightings,
        List<DeadLetter> deadLetters,
        Map<String, Integer> facesByEmbedder,
        DemoRouting routing,
        ScriptComparison comparison,
        DemoSummary summary) {}
