package io.vestibule.schemas;

import io.vestibule.schemas.state.BackgroundMemory;
import io.vestibule.schemas.state.CameraMemory;
import io.vestibule.schemas.state.TaughtCentres;
import io.vestibule.schemas.state.TaughtSubject;
import io.vestibule.schemas.state.TaughtTracks;
import io.vestibule.schemas.state.VisitsMemory;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The records that travel or are stored on their own, each with a history of its own. */
public final class RecordTypes {

    private RecordTypes() {}

    public static List<Class<? extends SpecificRecord>> all() {
        return List.of(
                Frame.class,
                FaceSighting.class,
                IdentityEvent.class,
                SoftLabel.class,
                ClassCentres.class,
                GalleryEntry.class,
                Enrolment.class,
                CameraStatus.class,
                DeadLetter.class,
                CameraMemory.class,
                BackgroundMemory.class,
                VisitsMemory.class,
                TaughtTracks.class,
                TaughtSubject.class,
                TaughtCentres.class);
    }

    public static List<Schema> schemas() {
        return all().stream().map(SpecificData.get()::getSchema).toList();
    }
}
