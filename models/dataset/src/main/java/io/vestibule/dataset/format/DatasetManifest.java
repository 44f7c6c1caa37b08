package io.vestibule.dataset.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.dataset.DatasetDigests;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.read.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset holds and how it came to be; the same manifest, the same bytes. Says nothing of when or by whom it was written.
 *
 * @param format version of this description
 * @param form {@link #PARQUET} or {@link #TAR}; {@link #PARQUET} where a manifest does not say
 * @param teacher whose opinions
 * @param alignment of the faces
 * @param topics which records were read
 * @param folders which files were read
 * @param datasets content hashes of the datasets that the samples were taken from
 * @param schemas fingerprints of the schemas they were read with, by schema
 * @param filters what was asked of samples, in words
 * @param counts how many there are
 * @param parts the files of samples, in order
 * @param centres the classes' centres; null where there are none
 * @param content SHA-256 over what the samples say, in order, and over the centres' version: the dataset's immutable name
 */
@JsonPropertyOrder({
    "format",
    "form",
    "content",
    "teacher",
    "alignment",
    "topics",
    "folders",
    "datasets",
    "schemas",
    "filters",
    "counts",
    "centres",
    "parts"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetManifest(
        int format,
        String form,
        TeacherDescriptor teacher,
        String alignment,
        List<Offsets> topics,
        List<Folder> folders,
        List<String> datasets,
        Map<String, String> schemas,
        Map<String, String> filters,
        Counts counts,
        List<Part> parts,
        @Nullable CentresFile centres,
        String content) {

    /** What this release writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    /** The native form: parts of Parquet, which {@link Dataset} opens. */
    public static final String PARQUET = "parquet";

    /** Shards for WebDataset, for those who train elsewhere; not opened again. */
    public static final String TAR = "tar";

    /** Name of the file. */
    public static final String FILE = "manifest.json";

    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");

    public static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            // A list that a manifest does not name has nothing in it.
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    public DatasetManifest {
        Objects.requireNonNull(teacher, "it names no teacher");
        Objects.requireNonNull(alignment, "it names no alignment");
        Objects.requireNonNull(counts, "it has no counts");
        DatasetDigests.checked("content", Objects.requireNonNull(content, "it names no content"));
        form = form == null ? PARQUET : form;
        topics = List.copyOf(topics);
        folders = List.copyOf(folders);
        datasets = List.copyOf(datasets);
        schemas = Collections.unmodifiableMap(new TreeMap<>(schemas));
        filters = Collections.unmodifiableMap(new TreeMap<>(filters));
        parts = List.copyOf(parts);
    }

    /**
     * Records of one partition.
     *
     * @param from first offset
     * @param to the offset after the last one
     */
    public record Offsets(String topic, int partition, long from, long to) {}

    /**
     * Files of one folder.
     *
     * @param name of the folder, without where it lay
     * @param files how many were read
     * @param sha256 over the lines {@code <sha256>  <path>\n} of all of them, in the order of their paths
     */
    public record Folder(String name, int files, String sha256) {}

    /**
     * How many there are.
     *
     * @param leftOut how many were not taken, by reason
     */
    public record Counts(int samples, int labelled, int identities, Map<String, Integer> leftOut) {
        public Counts {
            leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
        }
    }

    /**
     * A file of samples.
     *
     * @param file its name in the dataset's folder
     * @param rows how many samples
     * @param sha256 of the file
     */
    public record Part(String file, int rows, String sha256) {
        public Part {
            checkedName(file);
        }
    }

    /**
     * The file of centres.
     *
     * @param file its name in the dataset's folder
     * @param identities how many
     * @param version SHA-256 over identities and values
     * @param sha256 of the file
     */
    public record CentresFile(String file, int identities, String version, String sha256) {
        public CentresFile {
            checkedName(file);
        }
    }

    /** A manifest may come from anywhere, and is to name files beside it only. */
    private static void checkedName(String file) {
        if (file == null || !NAME.matcher(file).matches()) {
            throw new IllegalArgumentException("'" + file + "' is no name of a file in the dataset's folder");
        }
    }

    /** As it is written: indented by two blanks, a line feed at each line's end, on every machine. */
    public String json() {
        return write(this);
    }

    public static String write(Object value) {
        var indent = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent);
        try {
            return JSON.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest can be written", e);
        }
    }

    /**
     * A manifest of either form.
     *
     * @throws DatasetException if the file is none, or none that this release reads
     */
    public static DatasetManifest of(Path file) {
        try {
            return parsed(file);
        } catch (IOException e) {
            throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** @throws DatasetException if there is none, or none of a dataset that can be opened */
    public static DatasetManifest read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            DatasetManifest manifest = parsed(file);
            if (!manifest.form().equals(PARQUET)) {
                throw new DatasetException(file + " tells of the form '" + manifest.form() + "', and only '" + PARQUET
                        + "' is read; open the dataset it was exported from");
            }
            return manifest;
        } catch (NoSuchFileException e) {
            throw new DatasetException(
                    folder + " is no dataset, or an unfinished one: it has no " + FILE
                            + (Files.exists(folder.resolve(DatasetProgress.FILE))
                                    ? "; run what wrote it once more"
                                    : ""),
                    e);
        } catch (IOException e) {
            throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static DatasetManifest parsed(Path file) throws IOException {
        try {
            var json = JSON.readTree(Files.readAllBytes(file));
            int format = json.path("format").asInt(0);
            if (format != FORMAT) {
                throw new DatasetException(file + " is of format "
                        + json.path("format").asText("?") + ", and this release reads format " + FORMAT);
            }
            return JSON.treeToValue(json, DatasetManifest.class);
        } catch (JsonProcessingException e) {
            throw new DatasetException(file + " is no manifest of a dataset: " + e.getOriginalMessage(), e);
        }
    }
}
