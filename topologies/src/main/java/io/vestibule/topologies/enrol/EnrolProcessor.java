package io.vestibule.topologies.enrol;

import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads what is known of the subject, asks the rules, writes what is known now. */
final class EnrolProcessor implements Processor<String, Enrolment, String, SpecificRecord> {

    private final PhotoEnrolment photographs;
    private final List<String> contracts;
    private final EnrolmentValidator door;
    private final EnrolObserver observer;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, GalleryEntry> store;
    private EnrolledTemplates neighbours;

    EnrolProcessor(PhotoEnrolment photographs, List<String> contracts, EnrolSettings settings, EnrolObserver observer) {
        this.photographs = photographs;
        this.contracts = contracts;
        this.door = new EnrolmentValidator(settings.maximumAhead());
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        store = context.getStateStore(EnrolTopology.SUBJECTS);
        neighbours = new EnrolledTemplates(); // anew: a revived task begins from what was committed
        try (KeyValueIterator<String, GalleryEntry> everybody = store.all()) {
            everybody.forEachRemaining(entry -> neighbours.put(entry.value));
        }
    }

    @Override
    public void process(Record<String, Enrolment> record) {
        Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
        Optional<Rejection> refused = door.refuse(record.key(), record.value(), recordedAt);
        if (refused.isPresent()) {
            deadLetter(record, refused.get());
        } else if (record.value() == null || record.value().getAction() == EnrolmentAction.ERASE) {
            erase(record);
        } else {
            enrol(record, recordedAt);
        }
    }

    private void enrol(Record<String, Enrolment> record, Instant recordedAt) {
        Outcome<SubjectEntries> outcome =
                photographs.enrol(record.value(), subject(record.key()), neighbours, recordedAt);
        if (outcome instanceof Outcome.Rejected<SubjectEntries> refused) {
            deadLetter(record, refused.rejection());
        } else if (outcome instanceof Outcome.Accepted<SubjectEntries> accepted) {
            for (GalleryEntry entry : accepted.value().list()) {
                String key = new GalleryKey(entry.getSubject(), entry.getContract()).toString();
                store.put(key, entry);
                neighbours.put(entry);
                send(key, entry, record.timestamp());
            }
            observer.followed(EnrolmentAction.PHOTO);
        }
    }

    private void erase(Record<String, Enrolment> record) {
        for (String contract : subject(record.key()).contractsAnd(contracts)) {
            String key = new GalleryKey(record.key(), contract).toString();
            store.delete(key);
            send(key, null, record.timestamp());
        }
        neighbours.forget(record.key());
        observer.followed(EnrolmentAction.ERASE);
    }

    /** Without the headers of the request: they are its sender's, and of any size. */
    private void send(String key, @Nullable GalleryEntry entry, long timestamp) {
        context.forward(new Record<>(key, entry, timestamp), EnrolTopology.GALLERY);
    }

    private SubjectEntries subject(String subject) {
        List<GalleryEntry> entries = new ArrayList<>();
        String prefix = GalleryKey.prefix(subject);
        try (KeyValueIterator<String, GalleryEntry> held = store.prefixScan(prefix, new StringSerializer())) {
            held.forEachRemaining((KeyValue<String, GalleryEntry> entry) -> entries.add(entry.value));
        }
        return SubjectEntries.of(subject, entries);
    }

    private void deadLetter(Record<String, Enrolment> record, Rejection rejection) {
        DeadLetters.send(context, EnrolTopology.ENROL, rejection, record);
    }
}
