package io.vestibule.topologies.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.HostileInput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No record of the enrolments topic causes a result that Kafka refuses. */
class HostileEnrolmentsTest {

    @TempDir
    private Path folder;

    @Test
    void shouldSendOnlyAcceptableResultsForAnyRecord() {
        // Given
        Topics topics = Topics.defaults();
        try (HostileInput input = new HostileInput(
                3, EnrolDriver.topology(new TestModels(), EnrolDriver.contracts(), action -> {}), folder)) {
            // When
            for (int i = 0; i < 500; i++) {
                String subject = "subject-" + input.number(10);
                input.send(topics.enrolments(), subject, enrolment(subject, input));
            }

            // Then
            assertThat(input.results()).isPositive();
        }
    }

    private static Enrolment enrolment(String subject, HostileInput input) {
        return Enrolment.newBuilder()
                .setSubject(input.chance(0.1) ? input.text() : subject)
                .setAction(input.chance(0.1) ? EnrolmentAction.ERASE : EnrolmentAction.PHOTO)
                .setPhoto(input.pick(List.of(
                        input.bytes(),
                        TestPhoto.of(input.number(127)).bytes(),
                        TestPhoto.withoutFace().bytes(),
                        TestPhoto.of(1).sized(1_000_000, 1_000_000).bytes())))
                .setRequestedAt(input.time())
                .setConsentExpiresAt(input.chance(0.3) ? input.time() : null)
                .setAllowConflict(input.chance(0.5))
                .build();
    }
}
