package io.vestibule.lab.demo;

import io.vestibule.lab.scenes.EnrolmentPhoto;
import io.vestibule.lab.scenes.ZooPortraits;
import io.vestibule.lab.scenes.script.Resident;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends the residents' photographs to the enrolments topic, as a customer's system does. */
final class ResidentEnrolment {

    private ResidentEnrolment() {}

    static void send(
            List<Resident> residents, ZooPortraits portraits, Cluster cluster, Topic<String, Enrolment> topic) {
        try (Producer<String, Enrolment> producer = cluster.producer(topic, Map.of())) {
            for (Resident resident : residents) {
                Enrolment enrolment = Enrolment.newBuilder()
                        .setSubject(resident.subject())
                        .setAction(EnrolmentAction.PHOTO)
                        .setPhoto(ByteBuffer.wrap(EnrolmentPhoto.of(resident, portraits)))
                        .setRequestedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                        .build();
                producer.send(new ProducerRecord<>(topic.name(), resident.subject(), enrolment));
            }
            producer.flush();
        }
    }
}
