package io.vestibule.zoo.manifest;

import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Part;
import java.util.List;

/**
 * What a trained model comes from, as far as it can be said: who taught it, with what recipe, on what data, and the rights in
 * each of these.
 *
 * @param teacher    name of the model it learnt from
 * @param teacherId  sha256 of that model's file, in hex: a teacher that has changed taught another sphere
 * @param start      what its weights were before: {@code scratch}, or a model and how much of it was kept
 * @param recipe     the training recipe, as text
 * @param datasets   content hashes of the datasets
 * @param data       the photographs, in words: whose, how many, from where
 * @param commands   what makes and judges such a model again, from such photographs
 * @param chain      licences of everything it was made of, the nearest first
 * @param figures    what the gate measured before it let the model pass, and the numbers of its rules
 * @param weaknesses what is known to go worse than elsewhere
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
            throw new IllegalArgumentException("a trained model has a licence chain: its teacher's at least");
        }
    }

    /**
     * The licences of the whole. Nothing becomes free by being learnt from: of the weights' licences along the chain the
     * strictest holds for the model's own, and of the data's likewise.
     *
     * @param code licence of the program that wrote the graph
     */
    public Licences licences(Licence code) {
        return new Licences(code, strictest(Part.WEIGHTS), strictest(Part.DATA));
    }

    private Licence strictest(Part part) {
        var links = chain.stream().filter(link -> link.part() == part).toList();
        var use = Licences.strictest(links.stream().map(link -> link.licence().use()));
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
     * One of the things it was made of.
     *
     * @param of      what it is: {@code teacher mobilefacenet}, {@code start mobilefacenet}, {@code photographs}
     * @param id      sha256 or content hash, in hex
     * @param part    whether the licence is of weights or of data
     * @param licence what is known of the rights in it
     */
    public record Link(String of, String id, Part part, Licence licence) {}

    /**
     * A measured figure.
     *
     * @param name  what was measured, with its unit
     * @param value in that unit
     */
    public record Figure(String name, double value) {}
}
