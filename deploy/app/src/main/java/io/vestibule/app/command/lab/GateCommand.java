package io.vestibule.app.command.lab;

import io.vestibule.lab.evaluation.gate.Gate;
import io.vestibule.lab.evaluation.gate.Gate.News;
import io.vestibule.lab.evaluation.gate.GateException;
import io.vestibule.lab.evaluation.gate.GateReport;
import io.vestibule.lab.evaluation.gate.StudentRegistration;
import io.vestibule.models.ModelException;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.JsonLine;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.config.Configuration;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.students.StudentFolder;
import java.io.PrintWriter;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Decides whether a student may serve. */
@CommandLine.Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says whether a student may serve, by holding it against its teacher and the model that serves now.",
            "The people are those that it was not trained on; the rules are the configuration's (gate.*). Needs no broker."
        })
public final class GateCommand implements Command {
    /** How often a terminal hears of progress, in photographs. */
    private static final int PROGRESS_STEP = 20;

    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--student",
            required = true,
            paramLabel = "FILE",
            description = "The student's ONNX file, or the name of a student of 'models list'.")
    private String student = "";

    @Option(
            names = "--against",
            required = true,
            paramLabel = "NAME",
            description = "The incumbent: an embedder of 'models list', or teacher.")
    private String incumbent = "";

    @Option(
            names = "--images",
            required = true,
            arity = "1..*",
            paramLabel = "DIR",
            description = "Folders with a sub-folder for each person; sub-folders of one name are one person's.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--teacher",
            paramLabel = "NAME",
            description = "The teacher. Default: the one that the student's file names.")
    private @Nullable String teacher;

    @Option(
            names = "--validation",
            paramLabel = "SHARE",
            description =
                    "Share of the people that were held out of training. Default: as the student's file says, or 0.2.")
    private @Nullable Double validation;

    @Option(names = "--all-identities", description = "Take everybody, also those that it may have been trained on.")
    private boolean everybody;

    @Option(
            names = "--per-person",
            paramLabel = "N",
            defaultValue = "50",
            description = "Most photographs of a person. Default: ${DEFAULT-VALUE}.")
    private int perPerson;

    @Option(
            names = "--leave-out-doubtful",
            description = "Leave out faces that the teacher finds nearer to somebody else, and people with two names.")
    private boolean leaveOutDoubtful;

    @Option(
            names = "--clean-only",
            description = "Do not make faces worse: quicker, to compare students with each other. None passes so.")
    private boolean cleanOnly;

    @Option(names = "--html", paramLabel = "FILE", description = "Write an HTML page with the tables and charts.")
    private @Nullable Path html;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Option(
            names = "--add",
            paramLabel = "NAME",
            description = "Add the student to the zoo under this name, if it passes.")
    private @Nullable String name;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Folder that --add writes to. Default: that of this machine's model cache.")
    private @Nullable Path into;

    @Option(
            names = "--data",
            paramLabel = "TEXT",
            defaultValue = "not described",
            description = "For the card: the photographs it was trained on, in words.")
    private String data = "";

    @Option(
            names = "--data-licence",
            paramLabel = "NAME",
            defaultValue = "unknown",
            description = "For the card: their licence. Default: ${DEFAULT-VALUE}.")
    private String dataLicence = "";

    @Option(
            names = "--data-use",
            paramLabel = "USE",
            defaultValue = "unknown",
            description = "What that allows: any, non_commercial or unknown. Default: ${DEFAULT-VALUE}.")
    private Use dataUse = Use.UNKNOWN;

    @Option(
            names = "--weakness",
            paramLabel = "TEXT",
            description = "For the card: what is known to go worse than elsewhere. May be repeated.")
    private List<String> weaknesses = new ArrayList<>();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    public GateCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING, ExitCode.NOT_PASSED);
    }

    @Override
    public ExitCode run() {
        checkUse();
        Configuration configuration = options.load(surroundings);
        Zoo zoo = LicensedModels.open(configuration.models(), surroundings);
        try {
            if (name != null) {
                zoo.requireFree(name);
            }
        } catch (ZooException taken) {
            throw misuse(taken.getMessage());
        }
        PreparedModels prepared = zoo.prepared();
        try {
            GateReport report = new Gate(prepared, configuration.detection(), configuration.gate(), news())
                    .judge(question(prepared));
            if (html != null) {
                report.write(surroundings.directory().resolve(html));
            }
            Optional<Path> added = report.passed() ? added(report, zoo) : Optional.empty();
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? JsonLine.line(report.summary(added)) : inWords(report, added));
            out.flush();
            return report.passed() ? ExitCode.OK : ExitCode.NOT_PASSED;
        } catch (GateException | ZooException | ModelException unusable) {
            throw new CommandException(ExitCode.FAILED, unusable.getMessage(), unusable);
        }
    }

    private void checkUse() {
        if (validation != null && !(validation > 0 && validation <= 1)) {
            throw misuse("a share of people held out is over 0 and up to 1, not " + validation);
        }
        if (validation != null && everybody) {
            throw misuse("--validation and --all-identities exclude each other");
        }
        if (perPerson < 1) {
            throw misuse("--per-person must be at least 1, not " + perPerson);
        }
        if (cleanOnly && name != null) {
            throw misuse(
                    "--clean-only and --add exclude each other: only a student that was looked at under all conditions is added");
        }
        if (Gate.NAMELESS.equals(name)) {
            throw misuse("a student that is judged is called '" + name + "': add it under another name");
        }
        if (into != null && name == null) {
            throw misuse("--into says where --add writes to, and there is no --add");
        }
    }

    private Gate.Question question(PreparedModels prepared) {
        List<Path> resolved =
                folders.stream().map(surroundings.directory()::resolve).toList();
        return new Gate.Question(
                file(prepared),
                name == null ? Gate.NAMELESS : name,
                incumbent,
                Optional.ofNullable(teacher),
                resolved,
                Optional.ofNullable(validation),
                everybody,
                leaveOutDoubtful,
                cleanOnly,
                perPerson);
    }

    /** A file, or what the zoo has under that name. */
    private Path file(PreparedModels prepared) {
        Path file = surroundings.directory().resolve(student);
        PreparedModel known = prepared.models().get(student);
        return known != null && !Files.exists(file) ? known.file() : file;
    }

    private Optional<Path> added(GateReport report, Zoo zoo) {
        if (name == null) {
            return Optional.empty();
        }
        StudentFolder folder = into == null
                ? zoo.students()
                : new StudentFolder(surroundings.directory().resolve(into));
        Licence licence = new Licence(dataLicence, dataUse, data);
        return Optional.of(
                new StudentRegistration(zoo.manifest(), data, licence, weaknesses).add(name, report, folder));
    }

    private static String inWords(GateReport report, Optional<Path> added) {
        return report.inWords()
                + added.map(entry -> System.lineSeparator() + "added: " + entry).orElse("");
    }

    private ParameterException misuse(String complaint) {
        return new ParameterException(spec.commandLine(), complaint);
    }

    /** Shows progress on a terminal, and ends the work when the user wants no more of it. */
    private News news() {
        PrintWriter terminal =
                System.console() == null ? null : spec.commandLine().getErr();
        return new News() {
            @Override
            public void begins(String part) {
                if (surroundings.stop().isRaised()) {
                    throw new CommandException(ExitCode.FAILED, "stopped before " + part);
                }
                say(part + "\n");
            }

            @Override
            public void seen(int photographs, int of) {
                if (surroundings.stop().isRaised()) {
                    throw new CommandException(
                            ExitCode.FAILED, "stopped after " + photographs + " of " + of + " photographs");
                }
                if (photographs % PROGRESS_STEP == 0 || photographs == of) {
                    say("\r" + photographs + " of " + of + " photographs" + (photographs == of ? "\n" : ""));
                }
            }

            private void say(String text) {
                if (terminal != null) {
                    terminal.print(text);
                    terminal.flush();
                }
            }
        };
    }
}
