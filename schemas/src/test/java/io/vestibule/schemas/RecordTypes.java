package io.vestibule.schemas;

import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.schemas.state.CoolDownState;
import io.vestibule.schemas.state.PublishedCentresState;
import io.vestibule.schemas.state.SubjectSamplingState;
import io.vestibule.schemas.state.VisitState;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** The record types that are values of topics or stores. Each of them has a history. */
public final class RecordTypes {

    private RecordTypes() {}

    public static List<Class<? extends SpecificRecord>> all() {
        return List.of(
                Frame.class,
                FaceSighting.class,
                CameraTick.class,
                IdentityEvent.class,
                SoftLabel.class,
                ClassCentres.class,
                GalleryEntry.class,
                Enrolment.class,
                CameraStatus.class,
                DeadLetter.class,
                CameraWatchState.class,
                BackgroundState.class,
                VisitState.class,
                CoolDownState.class,
                CameraSamplingState.class,
                SubjectSamplingState.class,
                PublishedCentresState.class);
    }

    public static List<Schema> schemas() {
        return all().stream().map(SpecificData.get()::getSchema).toList();
    }
}
