package io.vestibule.lab.label;

import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.lab.label.PhotographResult.Seen;
import io.vestibule.lab.label.PhotographResult.Skipped;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Findings on disk, while not all photographs have been looked at. A parcel of findings is written beside its place, with a
 * checksum, and then moved there in one step, so that a process that is killed leaves whole parcels only. The journal says of
 * what work it is: another's is refused.
 *
 * <p>Parcels may be written by several threads, each parcel by one.
 */
final class BatchJournal implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final Pattern PARCEL = Pattern.compile("\\d{6,}(\\.new)?");

    private final Path folder;
    private final FileChannel channel;

    private BatchJournal(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Opens the journal of a folder, or begins one.
     *
     * @param work name of the work: whatever makes a difference to its findings, hashed
     * @throws LabelException if the folder holds the journal of other work, or of a process that is at work
     */
    static BatchJournal open(Path folder, String work) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new LabelException("another process is labelling into " + folder.getParent());
            }
            BatchJournal journal = new BatchJournal(folder, channel);
            journal.agree(work);
            return journal;
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    private void agree(String work) throws IOException {
        Path name = folder.resolve("work");
        if (!Files.exists(name)) {
            removeNameless();
            replace(name, out -> out.writeUTF(work));
            return;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(name))) {
            if (!in.readUTF().equals(work)) {
                close();
                throw new LabelException(
                        "%s holds unfinished work on other images or by other settings; finish that first, or delete %s"
                                .formatted(folder.getParent(), folder));
            }
        }
    }

    /** Parcels of nobody knows what work: a kill has left them while they were thrown away. */
    private void removeNameless() throws IOException {
        List<Path> parcels = new ArrayList<>();
        try (Stream<Path> content = Files.list(folder)) {
            for (Path each : content.toList()) {
                String name = each.getFileName().toString();
                if (PARCEL.matcher(name).matches()) {
                    parcels.add(each);
                } else if (!name.equals(LOCK) && !name.equals("work.new")) {
                    close();
                    throw new LabelException(folder
                            + " is where unfinished work would go, and holds something else; name another dataset");
                }
            }
        }
        for (Path parcel : parcels) {
            Files.delete(parcel);
        }
    }

    /** Whether the parcel is there, and whole. */
    boolean has(int parcel) {
        Path file = file(parcel);
        if (!Files.exists(file)) {
            return false;
        }
        try {
            read(parcel);
            return true;
        } catch (LabelException damaged) {
            return false; // the machine, not only the process, was stopped while it was written
        }
    }

    void write(int parcel, List<PhotographResult> findings) {
        replace(file(parcel), out -> {
            out.writeInt(findings.size());
            for (PhotographResult finding : findings) {
                write(out, finding);
            }
        });
    }

    /** @throws LabelException if the parcel is missing or damaged */
    List<PhotographResult> read(int parcel) {
        CRC32 checksum = new CRC32();
        Path file = file(parcel);
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), checksum))) {
            int count = in.readInt();
            List<PhotographResult> findings = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                findings.add(readFinding(in));
            }
            long actual = checksum.getValue();
            if (in.readLong() != actual) {
                throw new IOException("the checksum is wrong");
            }
            return findings;
        } catch (IOException | RuntimeException failure) {
            throw new LabelException(file + " is damaged: " + failure.getMessage(), failure);
        }
    }

    /** Throws the journal away: the work is done. */
    void delete() {
        close();
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    @Override
    public void close() {
        try {
            channel.close(); // and with it the lock; a second time does nothing
        } catch (IOException failure) {
            throw new UncheckedIOException("the journal cannot be closed", failure);
        }
    }

    private Path file(int parcel) {
        return folder.resolve("%06d".formatted(parcel));
    }

    /** Writes data. */
    @FunctionalInterface
    private interface Content {
        void write(DataOutputStream out) throws IOException;
    }

    private void replace(Path file, Content content) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        CRC32 checksum = new CRC32();
        try {
            try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(beside), 1 << 16);
                    DataOutputStream out = new DataOutputStream(new CheckedOutputStream(raw, checksum))) {
                content.write(out);
                out.writeLong(checksum.getValue());
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    private static LabelException unusable(Path folder, IOException failure) {
        return new LabelException(folder + " cannot be written: " + failure, failure);
    }

    private static void write(DataOutputStream out, PhotographResult finding) throws IOException {
        if (finding instanceof Skipped skipped) {
            out.writeBoolean(false);
            out.writeUTF(skipped.file());
            out.writeUTF(skipped.reason().name());
            out.writeUTF(skipped.why());
        } else if (finding instanceof Seen seen) {
            out.writeBoolean(true);
            out.writeUTF(seen.file());
            out.writeUTF(seen.name());
            write(out, seen.picture().png());
            write(out, seen.box());
            for (Point2D point : seen.points().list()) {
                out.writeFloat(point.x());
                out.writeFloat(point.y());
            }
            out.writeInt(seen.width());
            out.writeInt(seen.height());
            write(out, seen.quality());
            out.writeInt(seen.detections().size());
            for (Detection detection : seen.detections()) {
                write(out, detection.box());
                out.writeFloat(detection.score());
            }
            out.writeBoolean(seen.features().isPresent());
            if (seen.features().isPresent()) {
                write(out, seen.features().get());
            }
            out.writeInt(seen.embedding().unit().length);
            for (float value : seen.embedding().unit()) {
                out.writeFloat(value);
            }
            out.writeFloat(seen.embedding().norm());
        }
    }

    private static void write(DataOutputStream out, FaceQuality quality) throws IOException {
        out.writeFloat(quality.size());
        out.writeFloat(quality.sharpness());
        out.writeFloat(quality.brightness());
        out.writeFloat(quality.yaw());
        out.writeFloat(quality.pitch());
        out.writeFloat(quality.roll());
    }

    private static void write(DataOutputStream out, BoundingBox box) throws IOException {
        out.writeFloat(box.left());
        out.writeFloat(box.top());
        out.writeFloat(box.right());
        out.writeFloat(box.bottom());
    }

    private static void write(DataOutputStream out, TeacherFeatures features) throws IOException {
        out.writeUTF(features.layer());
        out.writeInt(features.shape().size());
        for (int side : features.shape()) {
            out.writeInt(side);
        }
        write(out, features.halves());
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static PhotographResult readFinding(DataInputStream in) throws IOException {
        if (!in.readBoolean()) {
            return new Skipped(in.readUTF(), SkipReason.valueOf(in.readUTF()), in.readUTF());
        }
        String file = in.readUTF();
        String name = in.readUTF();
        FacePicture picture = new FacePicture(bytes(in));
        BoundingBox box = readBox(in);
        FivePoints points = new FivePoints(readPoint(in), readPoint(in), readPoint(in), readPoint(in), readPoint(in));
        int width = in.readInt();
        int height = in.readInt();
        FaceQuality quality = new FaceQuality(
                in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat());
        int count = in.readInt();
        List<Detection> detections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            detections.add(new Detection(readBox(in), in.readFloat()));
        }
        Optional<TeacherFeatures> features = in.readBoolean() ? Optional.of(readFeatures(in)) : Optional.empty();
        float[] unit = new float[in.readInt()];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = in.readFloat();
        }
        Embedding embedding = new Embedding(unit, in.readFloat());
        return new Seen(
                file, name, picture, box, points, width, height, quality, List.copyOf(detections), features, embedding);
    }

    private static BoundingBox readBox(DataInputStream in) throws IOException {
        return new BoundingBox(in.readFloat(), in.readFloat(), in.readFloat(), in.readFloat());
    }

    private static Point2D readPoint(DataInputStream in) throws IOException {
        return new Point2D(in.readFloat(), in.readFloat());
    }

    private static TeacherFeatures readFeatures(DataInputStream in) throws IOException {
        String layer = in.readUTF();
        List<Integer> shape = new ArrayList<>();
        int sides = in.readInt();
        for (int i = 0; i < sides; i++) {
            shape.add(in.readInt());
        }
        return new TeacherFeatures(layer, shape, bytes(in));
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int count = in.readInt();
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new IOException("it ends too early");
        }
        return bytes;
    }
}
