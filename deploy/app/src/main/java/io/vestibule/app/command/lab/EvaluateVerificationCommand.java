package io.vestibule.app.command.lab;

import io.vestibule.lab.evaluation.verification.EvaluationException;
import io.vestibule.lab.evaluation.verification.ImagePairs;
import io.vestibule.lab.evaluation.verification.NamedEmbedder;
import io.vestibule.lab.evaluation.verification.VerificationEvaluation;
import io.vestibule.lab.evaluation.verification.VerificationReport;
import io.vestibule.lab.progress.ConsoleProgress;
import io.vestibule.models.StageListener;
import io.vestibule.models.Vision;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.zoo.PreparedModels;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how well an embedder distinguishes people. */
@CommandLine.Command(
        name = "verification",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Compares pairs of labelled faces: accuracy over ten folds, and FNMR at three FMRs.",
            "Uses the detection, alignment and embedding of the product. Needs no broker."
        })
final class EvaluateVerificationCommand implements Command {
    private final CommandContext context;

    @Option(
            names = "--images",
            required = true,
            paramLabel = "DIR",
            description = "Folder with one sub-folder per person, in the layout of LFW.")
    private Path images = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Selection selection = new Selection();

    @Option(
            names = "--embedder",
            paramLabel = "NAME",
            defaultValue = "mobilefacenet",
            description = "Embedder in 'models list', or teacher. Default: ${DEFAULT-VALUE}.")
    private String embedder = "";

    @Option(
            names = "--gallery-embedder",
            paramLabel = "NAME",
            description = "Embeds the first face of each pair; must share the space of --embedder. Default: the same.")
    private @Nullable String galleryEmbedder;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    /** The pairs: exactly one of the two options. */
    private static final class Selection {
        @Option(
                names = "--pairs",
                required = true,
                paramLabel = "FILE",
                description = "Pairs in the layout of LFW's pairs.txt; images are at DIR/NAME/NAME_0001.jpg.")
        private @Nullable Path file;

        @Option(
                names = "--all-pairs",
                required = true,
                description = "Compare every JPEG and PNG of the folder with every other, with any file names.")
        @SuppressWarnings("UnusedVariable") // picocli sets it; --pairs is then absent
        private boolean all;
    }

    EvaluateVerificationCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING);
    }

    @Override
    public ExitCode run() {
        Configuration configuration = options.load(context);
        try {
            ImagePairs pairs = pairs();
            PreparedModels prepared =
                    LicensedModels.open(configuration.models(), context).prepared();
            try (Vision vision = Vision.open(prepared, configuration.detection(), StageListener.NONE)) {
                VerificationReport report = verification(vision).run(pairs);
                output.resultReport(report.summary(), report.toText());
            }
            return ExitCode.OK;
        } catch (EvaluationException unusable) {
            throw new CommandException(ExitCode.FAILED, unusable);
        }
    }

    private ImagePairs pairs() {
        Path folder = context.directory().resolve(images);
        Path file = selection.file;
        return file == null
                ? ImagePairs.all(folder)
                : ImagePairs.listed(context.directory().resolve(file), folder);
    }

    private VerificationEvaluation verification(Vision vision) {
        NamedEmbedder probes = named(vision, embedder);
        NamedEmbedder gallery = galleryEmbedder == null ? probes : named(vision, galleryEmbedder);
        if (!gallery.sharesSpaceWith(probes)) {
            throw output.usageError(
                    "%s (%s) and %s (%s) have different embedding spaces; scores between them are meaningless"
                            .formatted(probes.name(), probes.space(), gallery.name(), gallery.space()));
        }
        return new VerificationEvaluation(vision, gallery, probes, new ConsoleProgress(output.err(), context.stop()));
    }

    private NamedEmbedder named(Vision vision, String name) {
        return NamedEmbedder.of(vision, name)
                .orElseThrow(() -> output.usageError("unknown embedder '" + name + "'; known embedders: "
                        + String.join(", ", NamedEmbedder.names(vision))));
    }
}
