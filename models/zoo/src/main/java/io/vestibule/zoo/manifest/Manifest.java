package io.vestibule.zoo.manifest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Licences.Part;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.manifest.NpmPackage.PackageFile;
import io.vestibule.zoo.prepare.ModelRecipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All packages, models, ensembles and photographs, each pinned by checksum. Read from {@code manifest.json}. */
public record Manifest(
        List<NpmPackage> packages, List<ModelEntry> models, List<Ensemble> ensembles, List<Photograph> photographs) {

    private static final String RESOURCE = "/io/vestibule/zoo/manifest.json";

    public Manifest {
        packages = List.copyOf(packages);
        models = List.copyOf(models);
        ensembles = List.copyOf(ensembles);
        photographs = List.copyOf(photographs);
    }

    /** The manifest of this release. */
    public static Manifest ofThisRelease() {
        try (InputStream in = Manifest.class.getResourceAsStream(RESOURCE)) {
            return read(Objects.requireNonNull(in, "the jar has no " + RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IOException if the text is not a manifest: a key is missing, unknown or null */
    public static Manifest read(InputStream json) throws IOException {
        return mapper().readValue(json, Manifest.class);
    }

    /**
     * Reads and writes the manifest's records. A missing key or a misspelt key is an error: an absent value is null, and null is
     * refused for all components that are not optional.
     */
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    /** A copy with more models after the present ones. */
    public Manifest with(List<ModelEntry> more) {
        return new Manifest(
                packages, Stream.concat(models.stream(), more.stream()).toList(), ensembles, photographs);
    }

    /** @throws ZooException if there is no such model */
    public ModelEntry model(String name) {
        return models.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ZooException("the zoo has no model '" + name + "'"));
    }

    /** @throws ZooException if there is no such ensemble */
    public Ensemble ensemble(String name) {
        return ensembles.stream()
                .filter(ensemble -> ensemble.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ZooException("the zoo has no ensemble '" + name + "'"));
    }

    /**
     * Models whose weights or training data have an unknown or non-commercial licence. A production profile does not start with
     * a model whose finding {@linkplain LicenceFinding#refuses refuses} it.
     */
    public List<LicenceFinding> licenceFindings() {
        return models.stream()
                .flatMap(model -> Stream.of(
                        new LicenceFinding(
                                model.name(),
                                Part.WEIGHTS,
                                model.card().licences().weights()),
                        new LicenceFinding(
                                model.name(), Part.DATA, model.card().licences().data())))
                .filter(finding -> finding.licence().use() != Use.ANY)
                .toList();
    }

    /** All files that are taken from packages. */
    public Stream<PackageFile> files() {
        return packages.stream().flatMap(pack -> pack.files().stream());
    }

    /** @throws ZooException if no package has a file of this name */
    public PackageFile file(String name) {
        return files().filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ZooException("no package of the manifest has a file '" + name + "'"));
    }

    /**
     * Exact origin of a model's weights: package, version, path and checksum of each source file. Empty for a trained model, whose
     * origin is its {@link Provenance}.
     *
     * @throws ZooException if there is no such model
     */
    public List<String> origins(String model) {
        return model(model).recipe().files().stream().map(this::origin).toList();
    }

    private String origin(String file) {
        PackageFile known = file(file);
        return packages.stream()
                .filter(pack -> pack.files().contains(known))
                .map(pack -> pack + " " + known.path() + " sha256:" + known.sha256())
                .collect(Collectors.joining());
    }

    /**
     * A model and its recipe.
     *
     * @param sha256 SHA-256 of the prepared file, in hex: the model's id
     * @param recipe how the file is prepared from files of packages, or that it was trained
     */
    public record ModelEntry(String name, String sha256, ModelRecipe recipe, ModelCard card) {}

    /**
     * A photograph of people, for tests and the demo.
     *
     * @param file  name of the file in its package
     * @param faces number of people whom a good detector finds
     */
    public record Photograph(String name, String file, int faces, String licence) {}
}
