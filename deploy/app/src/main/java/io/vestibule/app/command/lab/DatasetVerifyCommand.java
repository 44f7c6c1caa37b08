package io.vestibule.app.command.lab;

import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.DatasetProblem;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.JsonLine;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the dataset.")
    private Path dataset = Path.of("");

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

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
        try (ProgressLine progress =
                new ProgressLine(spec.commandLine().getErr(), System.console() != null, "samples", samples, 0)) {
            problems = opened.verify(progress::reached);
        }
        PrintWriter out = spec.commandLine().getOut();
        String content = opened.manifest().content();
        if (json) {
            out.println(JsonLine.of(new Result(dataset.toString(), problems.isEmpty(), samples, content, problems)));
        } else if (problems.isEmpty()) {
            out.println(dataset + " is undamaged: " + samples + " samples, content " + content);
        } else {
            problems.forEach(problem -> out.println(dataset.resolve(problem.file()) + ": " + problem.problem()));
        }
        out.flush();
        return problems.isEmpty() ? ExitCode.OK : ExitCode.DAMAGED;
    }
}
