package io.vestibule.app.command.lab;

import io.vestibule.lab.evaluation.gate.Gate;
import io.vestibule.lab.evaluation.gate.GateException;
import io.vestibule.lab.evaluation.gate.GateReport;
import io.vestibule.lab.evaluation.gate.StudentRegistration;
import io.vestibule.lab.progress.ConsoleProgress;
import io.vestibule.models.ModelException;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.students.StudentFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides whether a student may serve. */
@CommandLine.Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Decides whether a student may serve. Compares it with its teacher and with the model that serves now.",
            "Uses people who are not in the training data. The limits are configuration keys (gate.*). Needs no broker."
        })
public final class GateCommand implements Command {
    private final CommandContext context;

    @Option(
            names = "--student",
            required = true,
            paramLabel = "FILE",
            description = "ONNX file of the student, or the name of a student in 'models list'.")
    private String student = "";

    @Option(
            names = "--against",
            required = true,
            paramLabel = "NAME",
            description = "The incumbent: an embedder in 'models list', or teacher.")
    private String incumbent = "";

    @Option(
            names = "--images",
            required = true,
            arity = "1..*",
            paramLabel = "DIR",
            description =
                    "Folders with one sub-folder per person; equal names in different folders are the same person.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--teacher",
            paramLabel = "NAME",
            description = "The teacher. Default: the one in the metadata of the student.")
    private @Nullable String teacher;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description = "Share of people held out of training. Default: from the metadata of the student, or 0.2.")
    private @Nullable Double validation;

    @Option(names = "--all-identities", description = "Use all people, also those who may be in the training data.")
    private boolean allIdentities;

    @Option(
            names = "--per-person",
            paramLabel = "N",
            defaultValue = "50",
            description = "Maximum number of photographs per person. Default: ${DEFAULT-VALUE}.")
    private int perPerson;

    @Option(
            names = "--leave-out-doubtful",
            description =
                    "Leave out faces that the teacher places nearer to another person, and people with two names.")
    private boolean leaveOutDoubtful;

    @Option(
            names = "--clean-only",
            description =
                    "Skip the degraded-image tests. Faster, to compare students; the gate always fails in this mode.")
    private boolean cleanOnly;

    @Option(names = "--html", paramLabel = "FILE", description = "Write an HTML page with tables and charts.")
    private @Nullable Path html;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Option(
            names = "--add",
            paramLabel = "NAME",
            description = "Add the student to the zoo under this name if it passes.")
    private @Nullable String name;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Folder for --add. Default: the model cache of this machine.")
    private @Nullable Path into;

    @Option(
            names = "--data",
            paramLabel = "TEXT",
            defaultValue = "not described",
            description = "For the model card: description of the training photographs.")
    private String data = "";

    @Option(
            names = "--data-licence",
            paramLabel = "NAME",
            defaultValue = "unknown",
            description = "For the model card: licence of the training photographs. Default: ${DEFAULT-VALUE}.")
    private String dataLicence = "";

    @Option(
            names = "--data-use",
            paramLabel = "USE",
            defaultValue = "unknown",
            description = "Use that the licence allows: any, non_commercial or unknown. Default: ${DEFAULT-VALUE}.")
    private Use dataUse = Use.UNKNOWN;

    @Option(
            names = "--weakness",
            paramLabel = "TEXT",
            description = "For the model card: a known weakness. Can be repeated.")
    private List<String> weaknesses = new ArrayList<>();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    public GateCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING, ExitCode.NOT_PASSED);
    }

    @Override
    public ExitCode run() {
        checkOptions();
        Configuration configuration = options.load(context);
        Zoo zoo = LicensedModels.open(configuration.models(), context);
        try {
            if (name != null) {
                zoo.requireFree(name);
            }
        } catch (ZooException taken) {
            throw output.usageError(String.valueOf(taken.getMessage()));
        }
        PreparedModels prepared = zoo.prepared();
        try {
            GateReport report = new Gate(
                            prepared,
                            configuration.detection(),
                            configuration.gate(),
                            new ConsoleProgress(output.err(), context.stop()))
                    .evaluate(request(prepared));
            if (html != null) {
                report.write(context.directory().resolve(html));
            }
            Optional<Path> added = report.passed() ? added(report, zoo) : Optional.empty();
            output.resultReport(report.summary(added), text(report, added));
            return report.passed() ? ExitCode.OK : ExitCode.NOT_PASSED;
        } catch (GateException | ZooException | ModelException unusable) {
            throw new CommandException(ExitCode.FAILED, unusable);
        }
    }

    private void checkOptions() {
        if (validation != null && !(validation > 0 && validation <= 1)) {
            throw output.usageError("--validation must be greater than 0 and at most 1, not " + validation);
        }
        if (validation != null && allIdentities) {
            throw output.usageError("--validation and --all-identities exclude each other");
        }
        if (perPerson < 1) {
            throw output.usageError("--per-person must be at least 1, not " + perPerson);
        }
        if (cleanOnly && name != null) {
            throw output.usageError(
                    "--clean-only and --add exclude each other: a student is added only after all tests");
        }
        if (Gate.DEFAULT_NAME.equals(name)) {
            throw output.usageError(
                    "'" + name + "' is the name of the student during the evaluation; use another name with --add");
        }
        if (into != null && name == null) {
            throw output.usageError("--into needs --add");
        }
    }

    private Gate.Request request(PreparedModels prepared) {
        List<Path> resolved = folders.stream().map(context.directory()::resolve).toList();
        return new Gate.Request(
                file(prepared),
                name == null ? Gate.DEFAULT_NAME : name,
                incumbent,
                Optional.ofNullable(teacher),
                resolved,
                Optional.ofNullable(validation),
                allIdentities,
                leaveOutDoubtful,
                cleanOnly,
                perPerson);
    }

    /** Returns the file of that path, or else the file of the student of that name. */
    private Path file(PreparedModels prepared) {
        Path file = context.directory().resolve(student);
        PreparedModel known = prepared.models().get(student);
        return known != null && !Files.exists(file) ? known.file() : file;
    }

    private Optional<Path> added(GateReport report, Zoo zoo) {
        if (name == null) {
            return Optional.empty();
        }
        StudentFolder folder = into == null
                ? zoo.students()
                : new StudentFolder(context.directory().resolve(into));
        Licence licence = new Licence(dataLicence, dataUse, data);
        return Optional.of(
                new StudentRegistration(zoo.manifest(), data, licence, weaknesses).add(name, report, folder));
    }

    private static String text(GateReport report, Optional<Path> added) {
        return report.text()
                + added.map(entry -> System.lineSeparator() + "added: " + entry).orElse("");
    }
}
