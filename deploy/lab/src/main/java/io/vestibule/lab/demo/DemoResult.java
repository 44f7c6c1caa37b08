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
 * All that the demo learnt, for the report.
 *
 * @param start the instant at which the script began
 * @param pictures cameras that can show any frame again, without faces where the settings hide them
 * @param facesByEmbedder embedder's name to the faces that were routed to it
 * @param routes which door a student serves, if one does
 */
public record DemoResult(
        DemoSettings settings,
        Instant start,
        List<SimulatedCamera> pictures,
        List<DoorObservations> doors,
        List<IdentityEvent> events,
        List<FaceSighting> sightings,
        List<DeadLetter> deadLetters,
        Map<String, Integer> facesByEmbedder,
        DemoRouting routes,
        ScriptComparison judgement,
        DemoSummary summary) {}
