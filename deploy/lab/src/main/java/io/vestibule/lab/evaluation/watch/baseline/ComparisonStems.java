package io.vestibule.lab.evaluation.watch.baseline;

import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Cuts of the detector that are evaluated against the product's own stem: at an earlier and a later layer, and for smaller frames.
 * The product does not use them, so they are not in the zoo's manifest. They are made on demand, from the package file of the
 * detector that the zoo already has.
 */
public final class ComparisonStems {

    /** The stem that the product uses. */
    public static final String PRODUCT_STEM = "rfb-stem";

    private static final String MANIFEST = "comparison-stems.json";

    private ComparisonStems() {}

    /** Names of all stems, that of the product first. */
    public static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add(PRODUCT_STEM);
        manifest().models().forEach(model -> names.add(model.name()));
        return names;
    }

    /**
     * The models of the zoo with the stems that an evaluation needs. Makes missing stems; does not fetch packages.
     *
     * @param stems names of stems
     * @param progress receives a line for each stem that is made
     * @throws ZooException if a file of the zoo is missing or has been changed
     */
    public static PreparedModels prepare(Zoo zoo, Set<String> stems, Consumer<String> progress) {
        return Set.of(PRODUCT_STEM).containsAll(stems)
                ? zoo.prepared()
                : zoo.extendedBy(manifest()).prepareFromCache(progress);
    }

    private static Manifest manifest() {
        try (InputStream json = ComparisonStems.class.getResourceAsStream(MANIFEST)) {
            return Manifest.read(Objects.requireNonNull(json, MANIFEST + " is missing in the jar"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
