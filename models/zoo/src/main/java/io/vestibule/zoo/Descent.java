package io.vestibule.zoo;

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
 * @param chain      licences of everything it was made of, the nearest first
 * @param figures    what the gate measured before it let the model pass
 * @param weaknesses what is known to go worse than elsewhere
 */
public record Descent(
        String teacher,
        String teacherId,
        String start,
        String recipe,
        List<String> datasets,
        String data,
        List<Link> chain,
        List<Figure> figures,
        List<String> weaknesses) {
    public Descent {
        datasets = List.copyOf(datasets);
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
    public Licences licences(Licences.Licence code) {
        return new Licences(
                code,
                strictest(chain.stream()
                        .map(link -> new Claim(link.of(), link.licences().weights()))
                        .toList()),
                strictest(chain.stream()
                        .map(link -> new Claim(link.of(), link.licences().data()))
                        .toList()));
    }

    private static Licences.Licence strictest(List<Claim> claims) {
        var use =
                Licences.strictest(claims.stream().map(claim -> claim.licence().use()));
        var first = claims.stream()
                .filter(claim -> claim.licence().use() == use)
                .findFirst()
                .orElseThrow();
        return new Licences.Licence(
                first.licence().name(),
                use,
                "as of " + first.of() + ": " + first.licence().note());
    }

    private record Claim(String of, Licences.Licence licence) {}

    /**
     * One of the things it was made of.
     *
     * @param of what it is: {@code teacher mobilefacenet}, {@code start mobilefacenet}, {@code data}
     * @param id sha256 or content hash, in hex, or what else names it exactly
     */
    public record Link(String of, String id, Licences licences) {}

    /**
     * A measured figure.
     *
     * @param name  what was measured, with its unit
     * @param value in that unit
     */
    public record Figure(String name, double value) {}
}
