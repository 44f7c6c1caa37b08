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
import java.nio.file.Files;
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
        assertThat(run.out()).contains("carl.png: no response in time", "expired at", "will not be carried out");
    }

    @Test
    void shouldReportThatAnErasureIsPendingWhenEnrolmentIsNotRunning() {
        // Given
        String otherTopic = "topics.names.enrolments=unused.erasures";
        run("topics", "create", "--set", otherTopic);

        // When
        CommandRun run = run("erase", "--subject", "carl", "--set", otherTopic, "--timeout", "1");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.NO_ANSWER.code());
        assertThat(run.out()).contains("carl: no response in time. The erasure is pending");
    }

    @Test
    void shouldReportWithItsOwnExitCodeThatNobodyWasErased() {
        // When
        CommandRun text = run("erase", "--subject", "nobody-here");
        CommandRun json = run("erase", "--subject", "nobody-here", "--json");

        // Then
        assertThat(text.exitCode()).isEqualTo(ExitCode.NOT_ENROLLED.code());
        assertThat(text.out()).startsWith("nobody-here was not enrolled");
        assertThat(json.exitCode()).isEqualTo(ExitCode.NOT_ENROLLED.code());
        assertThat(json.out()).contains("\"outcome\":\"NOT_ENROLLED\"", "\"reason\":\"SUBJECT_UNKNOWN\"");
    }

    @Test
    void shouldRejectAnotherPersonUnderTheSameSubjectUnlessAllowed() throws IOException {
        // Given
        Path first = portrait("dora.png");
        Path other = otherPerson("other.png");
        run("enrol", "--subject", "dora", first.toString());

        // When
        CommandRun rejected = run("enrol", "--subject", "dora", other.toString());
        CommandRun allowed = run("enrol", "--subject", "dora", other.toString(), "--allow-different");
        run("erase", "--subject", "dora");

        // Then
        assertThat(rejected.exitCode()).isEqualTo(ExitCode.REJECTED.code());
        assertThat(rejected.out()).contains("other.png: rejected, SUBJECT_MISMATCH: ", "--allow-different");
        assertThat(allowed.exitCode()).as(allowed.out()).isZero();
    }

    @Test
    void shouldWarnWhenASubjectIsEnrolledThatResemblesAnother() throws IOException {
        // Given
        Path face = portrait("eva.png");
        run("enrol", "--subject", "eva", face.toString());

        // When
        CommandRun twin = run("enrol", "--subject", "evas-twin", face.toString(), "--allow-conflict");
        run("erase", "--subject", "eva");
        run("erase", "--subject", "evas-twin");

        // Then
        assertThat(twin.exitCode()).isZero();
        assertThat(twin.out()).contains("warning: evas-twin resembles eva, so events may name either of them");
    }

    @Test
    void shouldEnrolASubjectFromEachSubFolderAndFile() throws IOException {
        // Given
        Path residents = Files.createDirectories(directory.resolve("residents/fred"));
        Files.move(portrait("1.png"), residents.resolve("1.png"));
        Files.createFile(residents.resolve("empty.png"));
        Files.move(otherPerson("2.png"), directory.resolve("residents/gina.png"));
        Files.move(portrait("3.png"), directory.resolve("residents/not an id.png"));

        // When
        CommandRun run = run("enrol", "--from", "residents");
        run("erase", "--subject", "fred");
        run("erase", "--subject", "gina");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.REJECTED.code());
        assertThat(run.out())
                .contains("residents/fred/1.png: accepted", "residents/gina.png: accepted")
                .contains("residents/not an id.png: not sent: its name is not a subject id");
        assertThat(run.err())
                .contains(
                        "3 photographs: 2 accepted, 1 not sent; 1 skipped: 0 hidden, 1 empty, 0 that are no pictures");
    }

    @Test
    void shouldReportInvalidOptionsAndMissingFilesInOneLine() {
        // When
        CommandRun subject = run("enrol", "--subject", "a b", "x.jpg");
        CommandRun date = run("enrol", "--subject", "a", "x.jpg", "--expires", "soon");
        CommandRun past = run("enrol", "--subject", "a", "x.jpg", "--expires", "2020-01-31");
        CommandRun both = run("enrol", "--subject", "a", "--from", "x");
        CommandRun neither = run("enrol", "x.jpg");
        CommandRun file = run("enrol", "--subject", "a", "x.jpg");

        // Then
        assertThat(subject.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(date.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(date.err()).contains("--expires must be a day (2027-01-31)");
        assertThat(file.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(file.err()).contains("x.jpg: no such file or folder");
        assertThat(List.of(past, both, neither))
                .allSatisfy(run -> assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code()));
        assertThat(List.of(subject, date, past, both, neither, file))
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
        return crop("sample3", 960, 100, 460, 520, name);
    }

    /** The face of another person. */
    private Path otherPerson(String name) throws IOException {
        return crop("sample6", 1080, 210, 370, 470, name);
    }

    private Path crop(String photograph, int x, int y, int width, int height, String name) throws IOException {
        BufferedImage group = ImageIO.read(prepared.photograph(photograph).toFile());
        Path file = directory.resolve(name);
        ImageIO.write(group.getSubimage(x, y, width, height), "png", file.toFile());
        return file;
    }
}
