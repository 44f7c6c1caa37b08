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

/** Computes a dataset's hashes anew. */
@CommandLine.Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes every hash and count of a dataset anew, and names each file that is not as the manifest says.",
            "Looks into each sample, too: its name is the hash of its face's pixels."
        })
final class DatasetVerifyCommand implements Command {
    private final CommandContext surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of the dataset.")
    private Path dataset = Path.of("");

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    /** For scripts; the names are part of what the program promises. */
    private record Result(
            String dataset, boolean sound, int samples, String contentHash, List<DatasetProblem> findings) {}

    DatasetVerifyCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.DAMAGED);
    }

    @Override
    public ExitCode run() {
        Dataset opened = Dataset.open(surroundings.directory().resolve(dataset));
        List<DatasetProblem> findings;
        try (ProgressLine progress = new ProgressLine(
                spec.commandLine().getErr(),
                System.console() != null,
                "samples",
                opened.manifest().counts().samples(),
                0)) {
            findings = opened.verify(progress::reached);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonLine.of(new Result(
                    dataset.toString(),
                    findings.isEmpty(),
                    opened.manifest().counts().samples(),
                    opened.manifest().content(),
                    findings)));
        } else if (findings.isEmpty()) {
            out.println(dataset + " is whole: " + opened.manifest().counts().samples() + " samples, content "
                    + opened.manifest().content());
        } else {
            findings.forEach(finding -> out.println(dataset.resolve(finding.file()) + " " + finding.problem()));
        }
        out.flush();
        return findings.isEmpty() ? ExitCode.OK : ExitCode.DAMAGED;
    }
}
