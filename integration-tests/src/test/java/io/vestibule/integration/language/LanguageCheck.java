package io.vestibule.integration.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The mechanical part of the language rules in CONTRIBUTING.md: banned words, length of sentences, of table cells and of READMEs.
 *
 * <p>It reads Markdown pages, comments and string literals of Java and Avro IDL files, and comments of XML, YAML and shell files.
 * It can be run alone: {@code java LanguageCheck.java FOLDER [FOLDER...]} from this folder.
 */
public final class LanguageCheck {

    private static final int SENTENCE_WORDS = 30;
    private static final int CELL_WORDS = 20;
    private static final int README_WORDS = 1_000;
    private static final String WORDS = "banned-words.txt";

    private static final Set<String> SKIPPED_FOLDERS = Set.of("target", ".git", "node_modules", "history");
    private static final Pattern JAVA_PARTS = Pattern.compile(
            "\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'|//[^\\n]*|/\\*[\\s\\S]*?\\*/");
    private static final Pattern XML_COMMENT = Pattern.compile("<!--[\\s\\S]*?-->");
    private static final Pattern HASH_COMMENT = Pattern.compile("(?m)(?<=^|\\s)#[^\\n]*");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:;](?=[\\s\"')*_]|$)");
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");

    private final List<BannedWord> banned;

    /** @param banned the words to report */
    public LanguageCheck(List<BannedWord> banned) {
        this.banned = List.copyOf(banned);
    }

    /**
     * A pattern that no text may contain.
     *
     * @param pattern what to find, in any case
     * @param advice what to write instead
     */
    public record BannedWord(Pattern pattern, String advice) {

        /** Reads lines of {@code pattern<TAB>advice}; empty lines and lines that start with # are skipped. */
        public static List<BannedWord> parse(Stream<String> lines) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", 2))
                    .map(parts -> new BannedWord(
                            Pattern.compile("\\b(?:" + parts[0] + ")\\b", Pattern.CASE_INSENSITIVE), parts[1]))
                    .toList();
        }
    }

    /**
     * A violation.
     *
     * @param file the file, relative to the folder that was checked
     * @param line the line, from 1
     * @param problem what is wrong, and what to do
     */
    public record Violation(Path file, int line, String problem) {

        @Override
        public String toString() {
            return file + ":" + line + ": " + problem;
        }
    }

    /** A piece of prose and the offset of its first character in the file. */
    private record Prose(int offset, String text, boolean sentences) {}

    /** Violations of all texts below a folder. */
    public List<Violation> check(Path folder) throws IOException {
        final List<Violation> violations = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                final Path name = directory.getFileName();
                return name != null && SKIPPED_FOLDERS.contains(name.toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                violations.addAll(checkFile(folder, file));
                return FileVisitResult.CONTINUE;
            }
        });
        return violations;
    }

    private List<Violation> checkFile(Path folder, Path file) throws IOException {
        final String name = String.valueOf(file.getFileName());
        if (name.startsWith("Language") || name.equals("CONTRIBUTING.md")) {
            return List.of(); // They quote the banned words.
        }
        if (!name.matches(".*\\.(md|java|avdl|xml|ya?ml|sh|mustache)|vestibule|run|Dockerfile")) {
            return List.of();
        }
        final String text = Files.readString(file);
        final List<Prose> prose = new ArrayList<>();
        if (name.endsWith(".md") || name.endsWith(".mustache")) {
            prose.addAll(markdown(text, name.endsWith(".md")));
        } else if (name.endsWith(".java") || name.endsWith(".avdl")) {
            prose.addAll(java(text));
        } else if (name.endsWith(".xml")) {
            prose.addAll(comments(XML_COMMENT, text));
        } else {
            prose.addAll(comments(HASH_COMMENT, text));
        }
        final Path shown = folder.relativize(file);
        final List<Violation> violations = new ArrayList<>();
        for (final Prose piece : prose) {
            words(piece, (offset, problem) -> violations.add(new Violation(shown, line(text, offset), problem)));
            if (piece.sentences()) {
                lengths(piece, (offset, problem) -> violations.add(new Violation(shown, line(text, offset), problem)));
            }
        }
        if (name.endsWith(".md")) {
            // A cell of a generated page is an option's description, which --help shows as a paragraph.
            if (!text.startsWith("<!-- Generated")) {
                cells(text, (offset, problem) -> violations.add(new Violation(shown, line(text, offset), problem)));
            }
            final int count = count(text);
            if (name.equals("README.md") && count > README_WORDS) {
                violations.add(new Violation(
                        shown,
                        1,
                        count + " words; a README has at most " + README_WORDS + ": move parts to pages of their own"));
            }
        }
        return violations;
    }

    @FunctionalInterface
    private interface Report {
        void add(int offset, String problem);
    }

    private void words(Prose piece, Report report) {
        for (final BannedWord word : banned) {
            final Matcher matcher = word.pattern().matcher(piece.text());
            while (matcher.find()) {
                report.add(piece.offset() + matcher.start(), "\"" + matcher.group() + "\": " + word.advice());
            }
        }
    }

    private static void lengths(Prose piece, Report report) {
        int start = 0;
        final Matcher end = SENTENCE_END.matcher(piece.text());
        while (start < piece.text().length()) {
            final int stop = end.find(start) ? end.end() : piece.text().length();
            final int words = count(piece.text().substring(start, stop));
            if (words > SENTENCE_WORDS) {
                report.add(
                        piece.offset() + start + leading(piece.text().substring(start, stop)),
                        "a sentence of " + words + " words; write at most " + SENTENCE_WORDS + ", better 25: split it");
            }
            start = stop;
        }
    }

    private static int leading(String sentence) {
        return sentence.length() - sentence.stripLeading().length();
    }

    private static void cells(String text, Report report) {
        int offset = 0;
        boolean code = false;
        for (final String line : text.split("\n", -1)) {
            code ^= line.startsWith("```");
            if (!code && line.startsWith("|")) {
                for (final String cell : CELL_BORDER.split(line)) {
                    final int words = count(cell);
                    if (words > CELL_WORDS) {
                        report.add(offset, "a table cell of " + words + " words; write at most " + CELL_WORDS);
                    }
                }
            }
            offset += line.length() + 1;
        }
    }

    /** Paragraphs and list items; code blocks, tables and block quotes of code are blanked, line for line. */
    private static List<Prose> markdown(String text, boolean sentences) {
        final List<Prose> pieces = new ArrayList<>();
        final StringBuilder paragraph = new StringBuilder();
        int offset = 0;
        int start = 0;
        boolean code = false;
        for (final String line : text.split("\n", -1)) {
            final String trimmed = line.strip();
            final boolean fence = trimmed.startsWith("```");
            code ^= fence;
            final boolean table = trimmed.startsWith("|");
            final boolean item = trimmed.matches("([-*]|\\d+\\.) .*");
            if (fence || code || trimmed.isEmpty() || table || item || trimmed.startsWith("#")) {
                add(pieces, start, paragraph, sentences);
                start = offset;
            }
            if (table) {
                pieces.add(new Prose(offset, plain(line), false));
            } else if (!fence && !code) {
                paragraph.append(plain(line)).append('\n');
            }
            offset += line.length() + 1;
            if (paragraph.isEmpty()) {
                start = offset;
            }
        }
        add(pieces, start, paragraph, sentences);
        return pieces;
    }

    /** Inline code and link targets as blanks of the same length. */
    private static String plain(String line) {
        return blank(blank(line, "`[^`]*`"), "\\]\\([^)]*\\)|https?://\\S+|<[^>]*>");
    }

    private static String blank(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .replaceAll(found -> "x".repeat(Math.min(1, found.group().length()))
                        + " ".repeat(Math.max(0, found.group().length() - 1)));
    }

    private static void add(List<Prose> pieces, int start, StringBuilder paragraph, boolean sentences) {
        if (!paragraph.isEmpty()) {
            pieces.add(new Prose(start, paragraph.toString(), sentences));
            paragraph.setLength(0);
        }
    }

    private static List<Prose> java(String text) {
        final List<Prose> pieces = new ArrayList<>();
        final StringBuilder lines = new StringBuilder();
        int start = 0;
        int last = -1;
        final Matcher parts = JAVA_PARTS.matcher(text);
        while (parts.find()) {
            final String part = parts.group();
            if (part.startsWith("//")) {
                // Line comments one below the other are one text.
                if (lines.isEmpty() || !text.substring(last, parts.start()).isBlank()) {
                    add(pieces, start, lines, true);
                    start = parts.start();
                } else {
                    lines.append(" ".repeat(parts.start() - last));
                }
                lines.append("  ").append(javadoc(part.substring(2)));
                last = parts.end();
            } else if (part.startsWith("/*")) {
                paragraphs(pieces, parts.start(), javadoc(part));
            } else {
                pieces.add(new Prose(parts.start(), part, false));
            }
        }
        add(pieces, start, lines, true);
        return pieces;
    }

    /** Splits a Javadoc comment at empty lines, paragraph and list tags, and block tags. */
    private static void paragraphs(List<Prose> pieces, int offset, String comment) {
        final Matcher borders = Pattern.compile(
                        "\\n\\s*\\*?\\s*(?=\\n)|<p>|</?[uo]l>|<li>|<pre>|</pre>|\\n\\s*\\*?\\s*@\\w+")
                .matcher(comment);
        int start = 0;
        while (borders.find()) {
            pieces.add(new Prose(offset + start, comment.substring(start, borders.start()), true));
            start = borders.end();
        }
        pieces.add(new Prose(offset + start, comment.substring(start), true));
    }

    /** Inline tags and leading stars as blanks of the same length. */
    private static String javadoc(String comment) {
        return blank(comment, "\\{@\\w+[^}]*\\}|`[^`]*`").replaceAll("(?m)^(\\s*)\\*", "$1 ");
    }

    private static List<Prose> comments(Pattern comment, String text) {
        return comment.matcher(text)
                .results()
                .map(found -> new Prose(found.start(), found.group(), true))
                .toList();
    }

    private static int count(String text) {
        return (int) Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*")
                .matcher(text)
                .results()
                .count();
    }

    private static int line(String text, int offset) {
        return 1
                + (int) text.substring(0, Math.min(offset, text.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** Prints the violations below the given folders; exit code 1 if there are any. */
    public static void main(String[] folders) throws IOException {
        final Path words =
                Path.of(System.getProperty("words", "src/test/resources/io/vestibule/integration/language/" + WORDS));
        final LanguageCheck check;
        try (Stream<String> lines = Files.lines(words)) {
            check = new LanguageCheck(BannedWord.parse(lines));
        }
        final List<Violation> violations = Stream.of(folders)
                .flatMap(folder -> {
                    try {
                        return check.check(Path.of(folder)).stream();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                })
                .toList();
        violations.forEach(System.out::println);
        System.exit(violations.isEmpty() ? 0 : 1);
    }
}
