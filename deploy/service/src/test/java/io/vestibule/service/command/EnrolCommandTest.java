package io.vestibule.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.Vision;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.ConfigurationSources;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.RunningApplications;
import io.vestibule.service.run.TopologyFactory;
import io.vestibule.service.run.TopologyObservers;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.service.testing.CommandRun;
import io.vestibule.service.testing.DrawnPictures;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** With the running enrolment topology, real models and real photographs. */
@Tag("slow")
@Timeout(120)
class EnrolCommandTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    static Path state;

    private static PreparedModels prepared;
    private static Vision vision;
    private static RunningApplications enrolment;

    @TempDir
    Path directory;

    @BeforeAll
    static void runEnrolment() throws InterruptedException {
        prepared = PreparedZoo.models();
        vision = Vision.open(prepared);
        Configuration configuration = Configuration.load(new ConfigurationSources(
                Optional.empty(), state, Map.of(), Map.of("kafka.bootstrap.servers", BROKER.bootstrapServers())));
        TopologyFactory topologies = new TopologyFactory(configuration, prepared, vision, TopologyObservers.NONE);
        enrolment = RunningApplications.start(Set.of(Application.ENROL), topologies, configuration, state);
        enrolment.awaitRunning(StopSignal.manual());
    }

    @AfterAll
    static void stopEnrolment() {
        enrolment.close();
        vision.close();
    }

    @Test
    void shouldEnrolAPhotographForEveryModelAndEraseTheSubject() throws IOException {
        // Given
        Path portrait = portrait("anna.png");

        // When
        CommandRun enrolled = run("enrol", "--subject", "anna", portrait.toString(), "--expires", "2099-12-31");
        CommandRun again = run("enrol", "--subject", "anna", portrait.toString(), "--json");
        CommandRun erased = run("erase", "--subject", "anna", "--json");

        // Then
        assertThat(enrolled.exitCode()).as(enrolled.out() + enrolled.err()).isZero();
        assertThat(enrolled.out()).contains("anna.png: accepted", "mobilefacenet@", "dlib-resnet@");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("\"outcome\":\"ACCEPTED\"", "\"reason\":null");
        assertThat(erased.exitCode()).isZero();
        assertThat(erased.out()).contains("\"outcome\":\"ERASED\"", "\"mobilefacenet@");
    }

    @Test
    void shouldShowTheReasonOfEachRejection() {
        // Given
        Path group = prepared.photograph("sample1");
        Path empty = DrawnPictures.small(directory, "empty.png");

        // When
        CommandRun run = run("enrol", "--subject", "bert", group.toString(), empty.toString());

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.REJECTED.code());
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.out()).contains("rejected, SEVERAL_FACES: ").contains("empty.png: rejected, NO_FACE: ");
    }

    @Test
    void shouldReportAMissingResponseWhenEnrolmentIsNotRunning() throws IOException {
        // Given
        Path portrait = portrait("carl.png");
        String otherTopic = "topics.names.enrolments=unused.enrolments";
        run("topics", "create", "--set", otherTopic);

        // When
        CommandRun run = run("enrol", "--subject", "carl", portrait.toString(), "--set", otherTopic, "--timeout", "1");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.NO_ANSWER.code());
        assertThat(run.out()).contains("carl.png: no response in time");
    }

    @Test
    void shouldReportInvalidOptionsAndMissingFilesInOneLine() {
        // When
        CommandRun subject = run("enrol", "--subject", "a b", "x.jpg");
        CommandRun date = run("enrol", "--subject", "a", "x.jpg", "--expires", "soon");
        CommandRun file = run("enrol", "--subject", "a", "x.jpg");

        // Then
        assertThat(subject.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(date.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(date.err()).contains("--expires must be a day (2027-01-31)");
        assertThat(file.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(file.err()).contains("photograph x.jpg: no such file");
        assertThat(List.of(subject, date, file))
                .allSatisfy(run -> assertThat(run.err().lines()).hasSize(1));
    }

    private CommandRun run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap-servers", BROKER.bootstrapServers()));
        return CommandRun.of(directory, all.toArray(String[]::new));
    }

    /** One face of a real photograph, with its context. */
    private Path portrait(String name) throws IOException {
        BufferedImage group = ImageIO.read(prepared.photograph("sample3").toFile());
        Path file = directory.resolve(name);
        ImageIO.write(group.getSubimage(960, 100, 460, 520), "png", file.toFile());
        return file;
    }
}
