package io.vestibule.app.command.lab;

import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.DatasetProblem;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.ResultOutput;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Computes the hashes of a dataset again. */
@CommandLine.Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes every hash and count of a dataset again, and lists each file that differs from the manifest.",
            "Also checks each sample: its name must be the hash of the pixels of its face."
        })
final class DatasetVerifyCommand implements Command {

    private final CommandContext context;

    @Parameters(paramLabel = "DIR", description = "Folder of the dataset.")
    private Path dataset = Path.of("");

    @Mixin
    private ResultOutput output = new ResultOutput();

    /** The JSON result. Its keys are a stable interface. */
    private record Result(
            String dataset, boolean sound, int samples, String contentHash, List<DatasetProblem> findings) {}

    DatasetVerifyCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.DAMAGED);
    }

    @Override
    public ExitCode run() {
        Dataset opened = Dataset.open(context.directory().resolve(dataset));
        int samples = opened.manifest().counts().samples();
        List<DatasetProblem> problems;
        try (ProgressLine progress = new ProgressLine(output.err(), System.console() != null, "samples", samples, 0)) {
            problems = opened.verify(progress::reached);
        }
        Result result = new Result(
                dataset.toString(),
                problems.isEmpty(),
                samples,
                opened.manifest().content(),
                problems);
        output.resultReport(result, text(result));
        return problems.isEmpty() ? ExitCode.OK : ExitCode.DAMAGED;
    }

    private String text(Result result) {
        return result.findings().isEmpty()
                ? dataset + " is undamaged: " + result.samples() + " samples, content " + result.contentHash()
                : result.findings().stream()
                        .map(problem -> dataset.resolve(problem.file()) + ": " + problem.problem())
                        .collect(Collectors.joining(System.lineSeparator()));
    }
}
