package io.vestibule.topologies.enrol;

import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.topologies.errors.DeadLetters;
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

/** Reads the entries of the subject, applies the enrolment rules, and writes the changed entries. */
final class EnrolProcessor implements Processor<String, Enrolment, String, SpecificRecord> {

    private static final Rejection NOT_ENROLLED =
            new Rejection(Reason.SUBJECT_UNKNOWN, "the subject to erase has no entry; check its spelling");

    private static final Rejection CONSENT_ENDED = new Rejection(
            Reason.REQUEST_EXPIRED,
            "the consent has ended, so no template is kept; send the photograph with a new end of consent");

    private final PhotoEnrolment photoEnrolment;
    private final List<String> contracts;
    private final EnrolmentValidator validator;
    private final EnrolObserver observer;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, GalleryEntry> store;
    private EnrolledTemplates enrolled;

    EnrolProcessor(
            PhotoEnrolment photoEnrolment, List<String> contracts, EnrolSettings settings, EnrolObserver observer) {
        this.photoEnrolment = photoEnrolment;
        this.contracts = contracts;
        this.validator = new EnrolmentValidator(settings.maximumAhead());
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        store = context.getStateStore(EnrolTopology.SUBJECTS);
        enrolled = new EnrolledTemplates(); // a revived task calls init again and must start from the committed state
        try (KeyValueIterator<String, GalleryEntry> entries = store.all()) {
            entries.forEachRemaining(entry -> enrolled.put(entry.value));
        }
    }

    @Override
    public void process(Record<String, Enrolment> record) {
        @Nullable Enrolment enrolment = record.value();
        Instant recordedAt = Instant.ofEpochMilli(record.timestamp());
        Instant wallClock = Instant.ofEpochMilli(context.currentSystemTimeMs());
        Optional<Rejection> rejection = validator.check(record.key(), enrolment, recordedAt, wallClock);
        if (rejection.isPresent()) {
            sendDeadLetter(record, rejection.get());
        } else if (enrolment == null || enrolment.getAction() == EnrolmentAction.ERASE) {
            erase(record);
        } else {
            enrol(record, enrolment, wallClock.isAfter(recordedAt) ? wallClock : recordedAt);
        }
    }

    private void enrol(Record<String, Enrolment> record, Enrolment enrolment, Instant now) {
        photoEnrolment
                .enrol(enrolment, entriesOf(record.key()), enrolled, now)
                .ifAccepted(entries -> store(record, entries), rejection -> sendDeadLetter(record, rejection));
    }

    private void store(Record<String, Enrolment> record, SubjectEntries entries) {
        put(entries, record.timestamp());
        for (String other : entries.similarSubjects()) {
            if (!enrolled.similarTo(other).contains(entries.subject())) {
                put(entriesOf(other).withSimilar(List.of(entries.subject())), record.timestamp());
            }
        }
        if (entries.hasNoTemplates()) {
            sendDeadLetter(record, CONSENT_ENDED); // the entries are written all the same: they have fewer templates
        } else {
            observer.onApplied(EnrolmentAction.PHOTO);
        }
    }

    private void put(SubjectEntries entries, long timestamp) {
        for (GalleryEntry entry : entries.list()) {
            String key = new GalleryKey(entry.getSubject(), entry.getContract()).toString();
            store.put(key, entry);
            enrolled.put(entry);
            send(key, entry, timestamp);
        }
    }

    private void erase(Record<String, Enrolment> record) {
        String subject = record.key();
        SubjectEntries entries = entriesOf(subject);
        for (String contract : entries.contractsAnd(contracts)) {
            String key = new GalleryKey(subject, contract).toString();
            store.delete(key);
            send(key, null, record.timestamp());
        }
        enrolled.remove(subject);
        for (String other : enrolled.listing(subject)) {
            put(entriesOf(other).withoutSimilar(subject), record.timestamp());
        }
        if (entries.list().isEmpty()) {
            sendDeadLetter(record, NOT_ENROLLED);
        } else {
            observer.onApplied(EnrolmentAction.ERASE);
        }
    }

    /** Forwards without the headers of the request, because their sender controls their size. */
    private void send(String key, @Nullable GalleryEntry entry, long timestamp) {
        context.forward(new Record<>(key, entry, timestamp), EnrolTopology.GALLERY);
    }

    private SubjectEntries entriesOf(String subject) {
        List<GalleryEntry> entries = new ArrayList<>();
        String prefix = GalleryKey.prefix(subject);
        try (KeyValueIterator<String, GalleryEntry> stored = store.prefixScan(prefix, new StringSerializer())) {
            stored.forEachRemaining((KeyValue<String, GalleryEntry> entry) -> entries.add(entry.value));
        }
        return SubjectEntries.of(subject, entries);
    }

    private void sendDeadLetter(Record<String, Enrolment> record, Rejection rejection) {
        DeadLetters.send(context, EnrolTopology.ENROL, rejection, record);
    }
}
