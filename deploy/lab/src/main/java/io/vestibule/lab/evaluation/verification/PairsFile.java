package io.vestibule.lab.evaluation.verification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file of pairs in the format of LFW's {@code pairs.txt}. The first line contains the number of folds and the number n of
 * pairs of each kind per fold; or only n, for one fold. A fold has n lines {@code name number number}, for two images of one
 * person. Then follow n lines {@code name number name number}, for images of two people. Fields are separated by tabs, or by
 * blanks in a line without a tab.
 *
 * @param folds in the file's order, at least one
 */
record PairsFile(List<Fold> folds) {
    private static final Pattern TAB = Pattern.compile("\t");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    PairsFile {
        folds = List.copyOf(folds);
    }

    /**
     * A set of pairs.
     *
     * @param genuine pairs of images of one person
     * @param impostor pairs of images of two people
     */
    record Fold(List<NamedPair> genuine, List<NamedPair> impostor) {
        Fold {
            genuine = List.copyOf(genuine);
            impostor = List.copyOf(impostor);
        }
    }

    /** Two images to compare. */
    record NamedPair(ImageName first, ImageName second) {}

    /**
     * An image of a person.
     *
     * @param number from 1
     */
    record ImageName(String person, int number) {
        /** The path in LFW's layout: {@code Ann_Lee/Ann_Lee_0001.jpg}. */
        Path in(Path folder) {
            return folder.resolve(person).resolve("%s_%04d.jpg".formatted(person, number));
        }
    }

    /** @throws EvaluationException if the file cannot be read or a line is malformed; the message names the line */
    static PairsFile read(Path file) {
        try {
            return new Lines(file, Files.readAllLines(file)).parse();
        } catch (IOException failure) {
            throw new EvaluationException(file + ": pairs cannot be read: " + failure, failure);
        }
    }

    /** The file while it is being read, with the place where we are. */
    private static final class Lines {
        private final Path file;
        private final List<String> lines;
        private int next;

        Lines(Path file, List<String> lines) {
            this.file = file;
            this.lines = lines;
        }

        PairsFile parse() {
            String[] header = fields("one or two numbers: of folds, and of pairs of each kind in a fold", 1, 2);
            int folds = header.length == 2 ? number(header[0]) : 1;
            int pairs = number(header[header.length - 1]);
            List<Fold> read = new ArrayList<>();
            for (int fold = 0; fold < folds; fold++) {
                List<NamedPair> genuine = new ArrayList<>();
                for (int pair = 0; pair < pairs; pair++) {
                    genuine.add(genuine());
                }
                List<NamedPair> impostor = new ArrayList<>();
                for (int pair = 0; pair < pairs; pair++) {
                    impostor.add(impostor());
                }
                read.add(new Fold(genuine, impostor));
            }
            while (next < lines.size()) {
                if (!lines.get(next++).isBlank()) {
                    throw wrong("nothing more, after " + folds + " x 2 x " + pairs + " pairs");
                }
            }
            return new PairsFile(read);
        }

        private NamedPair genuine() {
            String[] fields = fields("a pair of one person: name, number, number", 3, 3);
            ImageName first = image(fields[0], fields[1]);
            ImageName second = image(fields[0], fields[2]);
            if (first.equals(second)) {
                throw wrong("two images, not one twice");
            }
            return new NamedPair(first, second);
        }

        private NamedPair impostor() {
            String[] fields = fields("a pair of two people: name, number, name, number", 4, 4);
            if (fields[0].equals(fields[2])) {
                throw wrong("a pair of two people, not of one");
            }
            return new NamedPair(image(fields[0], fields[1]), image(fields[2], fields[3]));
        }

        private String[] fields(String expected, int fewest, int most) {
            if (next == lines.size()) {
                throw new EvaluationException(file + ":" + next + ": the file ends here; expected " + expected);
            }
            String line = lines.get(next++).strip();
            String[] fields = (line.contains("\t") ? TAB : BLANKS).split(line);
            if (line.isEmpty() || fields.length < fewest || fields.length > most) {
                throw wrong(expected);
            }
            return fields;
        }

        private ImageName image(String person, String number) {
            // A name becomes a folder and a file name, so it must not leave the folder of images.
            if (person.isBlank() || person.startsWith(".") || person.contains("/") || person.contains("\\")) {
                throw wrong("the name of a folder");
            }
            return new ImageName(person, number(number));
        }

        private int number(String field) {
            try {
                int number = Integer.parseInt(field.strip());
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // The message below covers both cases.
            }
            throw wrong("a number from 1 instead of '" + field + "'");
        }

        private EvaluationException wrong(String expected) {
            return new EvaluationException(file + ":" + next + ": expected " + expected);
        }
    }
}
