package io.vestibule.app.command.lab;

import io.vestibule.dataset.select.Split;
import io.vestibule.lab.training.TrainingPage;
import io.vestibule.lab.training.TrainingProgressPrinter;
import io.vestibule.models.ModelException;
import io.vestibule.service.cli.Command;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.CommandException;
import io.vestibule.service.cli.ConfigurationOptions;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.cli.LicensedModels;
import io.vestibule.service.cli.ResultOutput;
import io.vestibule.service.config.Configuration;
import io.vestibule.training.data.TrainingData;
import io.vestibule.training.data.TrainingDataReader;
import io.vestibule.training.engine.TorchException;
import io.vestibule.training.recipe.Recipe;
import io.vestibule.training.recipe.RecipeException;
import io.vestibule.training.trainer.DivergenceException;
import io.vestibule.training.trainer.RunFolder;
import io.vestibule.training.trainer.Trainer;
import io.vestibule.training.trainer.TrainingException;
import io.vestibule.training.trainer.TrainingResult;
import io.vestibule.zoo.PreparedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a student. */
@CommandLine.Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains a student by a recipe on datasets of 'label', and writes it as an ONNX file with its provenance.",
            "Ctrl-C stops with a checkpoint, and --resume continues from it. Needs no broker."
        })
public final class TrainCommand implements Command {
    private final CommandContext context;

    @Option(
            names = "--recipe",
            required = true,
            paramLabel = "FILE",
            description = "YAML file with the settings of the run; models/training/RECIPE.md explains it.")
    private Path recipe = Path.of("");

    @Option(
            names = "--dataset",
            required = true,
            arity = "1..*",
            paramLabel = "DIR",
            description = "Dataset for training and validation; several datasets must have the same teacher.")
    private List<Path> datasets = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "RUN",
            description = "Folder for the student, checkpoints, metrics and the report; created if it is missing.")
    private Path out = Path.of("");

    @Option(names = "--resume", description = "Continue the run in the folder.")
    private boolean resume;

    @Mixin
    private ResultOutput output = new ResultOutput();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    public TrainCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Set<ExitCode> exitCodes() {
        return EnumSet.of(ExitCode.FAILED, ExitCode.CONFIGURATION, ExitCode.MODELS_MISSING, ExitCode.DIVERGED);
    }

    @Override
    public ExitCode run() throws IOException, InterruptedException {
        Configuration configuration = options.load(context);
        PrintWriter err = output.err();
        try {
            Recipe read = Recipe.read(context.directory().resolve(recipe));
            RunFolder folder = new RunFolder(context.directory().resolve(out));
            TrainingProgressPrinter progress = new TrainingProgressPrinter(err, context.stop());
            TrainingData data = readData(read, progress);
            Function<String, PreparedModel> zoo = name -> LicensedModels.open(configuration.models(), context)
                    .prepared()
                    .model(name);
            Optional<TrainingResult> result = new Trainer(read, data, folder, zoo, progress).run(resume);
            if (result.isEmpty()) {
                throw new CommandException(ExitCode.FAILED, "stopped; use --resume to continue");
            }
            TrainingPage.write(read, result.get(), folder);
            output.resultReport(result.get().fields(), summary(result.get()));
            return ExitCode.OK;
        } catch (RecipeException invalid) {
            throw new CommandException(ExitCode.CONFIGURATION, invalid);
        } catch (DivergenceException diverged) {
            throw new CommandException(ExitCode.DIVERGED, diverged);
        } catch (TrainingException | TorchException | ModelException failed) {
            throw new CommandException(ExitCode.FAILED, failed);
        } catch (FileSystemException failed) {
            throw new CommandException(ExitCode.FAILED, failed.toString(), failed); // its message is the file name only
        } catch (IOException failed) {
            throw new CommandException(ExitCode.FAILED, failed);
        }
    }

    private TrainingData readData(Recipe read, TrainingProgressPrinter progress) {
        List<Path> folders = datasets.stream()
                .map(folder -> context.directory().resolve(folder))
                .toList();
        TrainingDataReader reader = new TrainingDataReader(
                new Split(read.validation().share()), read.validation().faces(), Clock.systemUTC());
        TrainingData data = reader.read(folders);
        progress.onMessage(data.training().size() + " training faces, "
                + data.validation().size() + " validation faces; teacher " + data.teacher());
        return data;
    }

    private static String summary(TrainingResult result) {
        return String.format(
                Locale.ROOT,
                """
                student   %s (%,d bytes, %,d parameters), sha256 %s
                trained   %,d steps, %.1f epochs, %.0f s, %.1f images/s
                cosine to the teacher  %.4f
                student                %s
                against the teacher    %s
                the teacher itself     %s""",
                result.student(),
                result.bytes(),
                result.parameters(),
                result.sha256(),
                result.steps(),
                result.epochs(),
                result.seconds(),
                result.imagesPerSecond(),
                result.validation().cosine(),
                TrainingProgressPrinter.summary(result.validation().own()),
                TrainingProgressPrinter.summary(result.validation().cross()),
                TrainingProgressPrinter.summary(result.teacher()));
    }
}
