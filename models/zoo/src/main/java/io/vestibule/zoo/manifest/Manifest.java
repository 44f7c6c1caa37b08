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

/** Which packages, models and photographs there are, each pinned by checksum. Read from {@code manifest.json}. */
public record Manifest(
        List<NpmPackage> packages, List<ModelEntry> models, List<Ensemble> ensembles, List<Photograph> photographs) {
    public Manifest {
        packages = List.copyOf(packages);
        models = List.copyOf(models);
        ensembles = List.copyOf(ensembles);
        photographs = List.copyOf(photographs);
    }

    /** The manifest this release was built with. */
    public static Manifest ofThisRelease() {
        try (var in = Manifest.class.getResourceAsStream("/io/vestibule/zoo/manifest.json")) {
            return read(Objects.requireNonNull(in, "manifest.json is part of the jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifest read(InputStream json) throws IOException {
        return json().readValue(json, Manifest.class);
    }

    /**
     * Reads and writes the manifest's records. A gap or a slip of the pen must not pass for a manifest that says less:
     * nothing but what is optional may be missing, since what is missing is null, and null is refused.
     */
    public static JsonMapper json() {
        return JsonMapper.builder()
                .addModule(new Jdk8Module())
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    /** The same with more models behind the others. */
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
     * Models whose weights or training data are of unknown or non-commercial licence. A production profile refuses to
     * start on any that {@linkplain LicenceFinding#refuses refuses}.
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

    /** Every file taken from any package. */
    public Stream<PackageFile> files() {
        return packages.stream().flatMap(pack -> pack.files().stream());
    }

    public PackageFile file(String name) {
        return files().filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ZooException("no package of the manifest has a file '" + name + "'"));
    }

    /**
     * Where a model's weights come from, to the byte: package, version, path and checksum of each file it is made of. Nothing
     * for a trained model, of which {@link Provenance} tells.
     *
     * @throws ZooException if there is no such model
     */
    public List<String> origins(String model) {
        return model(model).recipe().files().stream().map(this::origin).toList();
    }

    private String origin(String file) {
        var known = file(file);
        return packages.stream()
                .filter(pack -> pack.files().contains(known))
                .map(pack -> pack + " " + known.path() + " sha256:" + known.sha256())
                .collect(Collectors.joining());
    }

    /**
     * A model and how it is made.
     *
     * @param sha256 of the prepared file, in hex: the model's id
     * @param recipe from which files of the packages, and how; or that it was trained
     */
    public record ModelEntry(String name, String sha256, ModelRecipe recipe, ModelCard card) {}

    /**
     * A photograph of people, for tests and the demo.
     *
     * @param file  name of the file in its package
     * @param faces people in it whom a good detector finds
     */
    public record Photograph(String name, String file, int faces, String licence) {}
}
