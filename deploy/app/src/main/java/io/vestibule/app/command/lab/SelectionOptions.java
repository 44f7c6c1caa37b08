package io.vestibule.app.command.lab;

import io.vestibule.dataset.select.Selection;
import io.vestibule.dataset.select.Split;
import io.vestibule.dataset.select.SplitSide;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select samples for an export. */
final class SelectionOptions {

    @Option(names = "--labelled", description = "Export only faces with an identity.")
    private boolean labelled;

    @Option(
            names = "--side",
            paramLabel = "SIDE",
            description = "Export only this side of the split by identity: training or validation. Default: both.")
    private @Nullable SplitSide side;

    @Option(
            names = "--validation-share",
            paramLabel = "SHARE",
            defaultValue = "0.2",
            description = "Share of the people for validation, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double validationShare;

    @Option(
            names = "--minimum-size",
            paramLabel = "PIXELS",
            defaultValue = "0",
            description = "Minimum shorter side of the face box in pixels. Default: ${DEFAULT-VALUE}.")
    private float minimumSize;

    @Option(
            names = "--minimum-sharpness",
            paramLabel = "VARIANCE",
            defaultValue = "0",
            description = "Minimum sharpness of the face (variance of the Laplacian): 0 is flat, over 100 is sharp."
                    + " Default: ${DEFAULT-VALUE}.")
    private float minimumSharpness;

    @Option(
            names = "--per-identity",
            paramLabel = "N",
            description = "Maximum number of faces of a person, selected by hash. Default: no limit.")
    private @Nullable Integer perIdentity;

    @Option(
            names = "--per-camera",
            paramLabel = "N",
            description = "Maximum number of faces of a camera, selected by hash. Default: no limit.")
    private @Nullable Integer perCamera;

    /** Why the options are invalid; empty if they are valid. */
    Optional<String> misuse() {
        if (!(validationShare >= 0 && validationShare <= 1)) {
            return Optional.of("--validation-share must be 0 to 1, not " + validationShare);
        }
        if (!(minimumSize >= 0) || !(minimumSharpness >= 0)) {
            return Optional.of("--minimum-size and --minimum-sharpness must be 0 or more");
        }
        if ((perIdentity != null && perIdentity < 1) || (perCamera != null && perCamera < 1)) {
            return Optional.of("--per-identity and --per-camera must be 1 or more");
        }
        return Optional.empty();
    }

    Selection selection(Instant now) {
        return Selection.at(now)
                .withMinimum(minimumSize, minimumSharpness)
                .withLabelledOnly(labelled)
                .withSide(side, new Split(validationShare))
                .withLimits(perIdentity, perCamera);
    }
}
