package io.vestibule.topologies.faces;

import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.FaceSighting;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** The two record types of the faces topic: {@link FaceSighting} and {@link CameraTick}. */
public final class FaceRecords {

    private FaceRecords() {}

    /**
     * The capture time of a face or a tick.
     *
     * @throws IllegalArgumentException if the record is neither
     */
    public static Instant capturedAt(SpecificRecord record) {
        if (record instanceof FaceSighting sighting) {
            return sighting.getOrigin().getCapturedAt();
        }
        if (record instanceof CameraTick tick) {
            return tick.getCapturedAt();
        }
        throw new IllegalArgumentException("the faces topic does not contain records of "
                + record.getSchema().getName());
    }
}
