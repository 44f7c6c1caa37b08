package io.vestibule.dataset.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sha256Format;
import io.vestibule.dataset.TeacherDescriptor;
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
 * The content and origin of a dataset. Equal manifests mean equal bytes. It does not contain the time or place of writing.
 *
 * @param format version of the format
 * @param form {@link #PARQUET} or {@link #TAR}; {@link #PARQUET} if a manifest does not contain it
 * @param teacher that computed the labels
 * @param alignment of the faces
 * @param topics the records that were read
 * @param folders the files that were read
 * @param datasets content hashes of the source datasets
 * @param schemas fingerprints of the Avro schemas that were used to read, by schema
 * @param filters the filters of the samples
 * @param counts number of samples
 * @param parts the files of samples, in order
 * @param centres the file of class centres; null without centres
 * @param content SHA-256 over the values of the samples, in order, and the version of the centres: the immutable id of the dataset
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
        List<OffsetRange> topics,
        List<SourceFolder> folders,
        List<String> datasets,
        Map<String, String> schemas,
        Map<String, String> filters,
        Counts counts,
        List<Part> parts,
        @Nullable CentresEntry centres,
        String content) {

    /** The format that this release writes, and the newest that it reads. */
    public static final int FORMAT = 1;

    /** The native form: Parquet files. */
    public static final String PARQUET = "parquet";

    /** Tar files for WebDataset. They cannot be opened as a dataset. */
    public static final String TAR = "tar";

    /** Name of the file. */
    public static final String FILE = "manifest.json";

    private static final Pattern FILE_NAME = Pattern.compile("\\w[\\w.-]*");

    public DatasetManifest {
        Objects.requireNonNull(teacher, "\"teacher\" is missing");
        Objects.requireNonNull(alignment, "\"alignment\" is missing");
        Objects.requireNonNull(counts, "\"counts\" is missing");
        Sha256Format.require("\"content\"", Objects.requireNonNull(content, "\"content\" is missing"));
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
    public record OffsetRange(String topic, int partition, long from, long to) {}

    /**
     * Files of one folder.
     *
     * @param name of the folder, without its parents
     * @param files number of files that were read
     * @param sha256 over the lines {@code <sha256>  <path>\n} of all files, sorted by path
     */
    public record SourceFolder(String name, int files, String sha256) {}

    /**
     * Number of samples.
     *
     * @param leftOut number of excluded samples by reason
     */
    public record Counts(int samples, int labelled, int identities, Map<String, Integer> leftOut) {
        public Counts {
            leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
        }
    }

    /**
     * A file of samples.
     *
     * @param file its name in the folder of the dataset
     * @param rows number of samples
     * @param sha256 of the file
     */
    public record Part(String file, int rows, String sha256) {
        public Part {
            requireFileName(file);
        }
    }

    /**
     * The file of centres.
     *
     * @param file its name in the folder of the dataset
     * @param identities number of centres
     * @param version SHA-256 over identities and values
     * @param sha256 of the file
     */
    public record CentresEntry(String file, int identities, String version, String sha256) {
        public CentresEntry {
            requireFileName(file);
        }
    }

    /** A manifest may come from an untrusted source, so it must not refer to files outside of its folder. */
    private static void requireFileName(String file) {
        if (file == null || !FILE_NAME.matcher(file).matches()) {
            throw new IllegalArgumentException("\"" + file + "\" is not the name of a file in the dataset's folder");
        }
    }

    /** The first twelve digits of a hash, for prefixes and messages. */
    public static String shortHash(String hash) {
        return hash.substring(0, 12);
    }

    /** The text of the file. */
    public String json() {
        return JsonFile.text(this);
    }

    /**
     * Reads the manifest of a dataset or of a tar export.
     *
     * @throws DatasetException if the file is not a manifest, or has an unsupported format
     */
    public static DatasetManifest read(Path file) {
        try {
            return parse(file);
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the manifest of a dataset.
     *
     * @throws DatasetException if there is none, or the folder is a tar export
     */
    public static DatasetManifest ofDataset(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            DatasetManifest manifest = parse(file);
            if (!manifest.form().equals(PARQUET)) {
                throw new DatasetException(file + ": the form \"" + manifest.form() + "\" cannot be opened, only \""
                        + PARQUET + "\"; open the dataset it was exported from");
            }
            return manifest;
        } catch (NoSuchFileException e) {
            throw new DatasetException(
                    folder + ": not a dataset, or an unfinished one: it has no " + FILE
                            + (Files.exists(folder.resolve(DatasetProgress.FILE))
                                    ? "; run the command that writes it again"
                                    : ""),
                    e);
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static DatasetManifest parse(Path file) throws IOException {
        try {
            JsonNode json = JsonFile.MAPPER.readTree(Files.readAllBytes(file));
            if (json.path("format").asInt(0) != FORMAT) {
                throw new DatasetException(file + ": has format "
                        + json.path("format").asText("?") + ", and this release reads format " + FORMAT
                        + "; use a newer release");
            }
            return JsonFile.MAPPER.treeToValue(json, DatasetManifest.class);
        } catch (JsonProcessingException e) {
            throw new DatasetException(file + ": not the manifest of a dataset: " + e.getOriginalMessage(), e);
        }
    }
}
