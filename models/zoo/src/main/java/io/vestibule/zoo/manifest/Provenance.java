package io.vestibule.zoo.manifest;

import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Part;
import io.vestibule.zoo.manifest.Licences.Use;
import java.util.List;

/**
 * Origin of a trained model: its teacher, recipe and data, and the licences of each.
 *
 * @param teacher    name of the teacher model
 * @param teacherId  SHA-256 of the teacher's file, in hex; another teacher file has another embedding space
 * @param start      initial weights: {@code scratch}, or a model and the share of its channels that was kept
 * @param recipe     the training recipe, as text
 * @param datasets   content hashes of the datasets
 * @param data       description of the photographs: source, number of images and people
 * @param commands   commands that train and evaluate such a model again from the same photographs
 * @param chain      licences of everything that the model was made of, direct sources first
 * @param figures    measurements of the gate before it accepted the model, and the limits of its rules
 * @param weaknesses known weaknesses
 */
public record Provenance(
        String teacher,
        String teacherId,
        String start,
        String recipe,
        List<String> datasets,
        String data,
        List<String> commands,
        List<Link> chain,
        List<Figure> figures,
        List<String> weaknesses) {

    public Provenance {
        datasets = List.copyOf(datasets);
        commands = List.copyOf(commands);
        chain = List.copyOf(chain);
        figures = List.copyOf(figures);
        weaknesses = List.copyOf(weaknesses);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("the licence chain of a trained model is empty; add its teacher");
        }
    }

    /**
     * Licences of the trained model. The strictest licence of the weights in the chain applies to its weights, and the strictest
     * licence of the data applies to its data.
     *
     * @param code licence of the program that wrote the graph
     */
    public Licences licences(Licence code) {
        return new Licences(code, strictest(Part.WEIGHTS), strictest(Part.DATA));
    }

    private Licence strictest(Part part) {
        List<Link> links = chain.stream().filter(link -> link.part() == part).toList();
        Use use = Licences.strictest(links.stream().map(link -> link.licence().use()));
        return links.stream()
                .filter(link -> link.licence().use() == use)
                .findFirst()
                .map(link -> new Licence(
                        link.licence().name(),
                        use,
                        "as of " + link.of() + ": " + link.licence().note()))
                .orElse(new Licence("unknown", use, "not stated"));
    }

    /**
     * One source of the model, with its licence.
     *
     * @param of      kind and name of the source: {@code teacher mobilefacenet}, {@code start mobilefacenet}, {@code photographs}
     * @param id      SHA-256 or content hash, in hex
     * @param part    whether the licence covers weights or data
     * @param licence the known licence
     */
    public record Link(String of, String id, Part part, Licence licence) {}

    /**
     * A measured figure.
     *
     * @param name  name of the figure, with its unit
     * @param value value in that unit
     */
    public record Figure(String name, double value) {}
}
