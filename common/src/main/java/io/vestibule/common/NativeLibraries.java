package io.vestibule.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks native libraries of jars once per version, into a folder that all processes of a user share. The libraries' own
 * loaders unpack at each start into the temporary folder, and a killed process leaves that copy behind.
 *
 * <p>The folder is the one of {@link #unpackInto}. If it cannot be written, it is a private folder in the system's folder for
 * temporary files. Thread-safe; several processes may unpack at once.
 */
public final class NativeLibraries {
    private static final String NAME = "natives";

    /** A file lock belongs to the whole process, so threads need a lock of their own. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private static final AtomicReference<@Nullable Path> PREFERRED = new AtomicReference<>();

    private NativeLibraries() {}

    /** Sets the cache whose folder {@code natives} receives the libraries. Libraries in use are not affected. */
    public static void unpackInto(Path cache) {
        PREFERRED.set(cache.resolve(NAME).toAbsolutePath());
    }

    /**
     * Unpacks files that must be in one folder, unless they are already there.
     *
     * @param library name for the folder, such as "opencv"
     * @param owner a class of the jar that contains the files
     * @param resources absolute names of the files in the jar
     * @return the folder; the files have their own names there. Empty if the jar has no such file for this platform
     * @throws UncheckedIOException if no folder can be written
     */
    public static Optional<Path> unpack(String library, Class<?> owner, List<String> resources) {
        List<Packed> files = new ArrayList<>();
        for (String resource : resources) {
            URL url = owner.getResource(resource);
            if (url == null) {
                return Optional.empty();
            }
            files.add(Packed.of(url, resource));
        }
        // The name changes with the content, so that several versions of the program can share the folder.
        String folder = library + "-"
                + String.join("-", files.stream().map(Packed::version).toList());
        THREADS.lock();
        try {
            Path preferred = PREFERRED.get();
            if (preferred != null) {
                try {
                    return Optional.of(unpack(preferred.resolve(folder), files));
                } catch (IOException readOnly) {
                    // A cache may be mounted read-only.
                }
            }
            return Optional.of(unpack(privateFolder().resolve(folder), files));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot unpack the native library " + library + ": " + failure.getMessage(), failure);
        } finally {
            THREADS.unlock();
        }
    }

    private static Path unpack(Path folder, List<Packed> files) throws IOException {
        if (areComplete(folder, files)) {
            return folder;
        }
        Files.createDirectories(folder);
        // Closing the channel releases the lock.
        try (FileChannel channel =
                FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            for (Packed file : files) {
                if (!file.isUnpacked(folder)) {
                    AtomicFile.write(folder.resolve(file.name()), file::copyTo);
                }
            }
        }
        return folder;
    }

    private static boolean areComplete(Path folder, List<Packed> files) throws IOException {
        for (Packed file : files) {
            if (!file.isUnpacked(folder)) {
                return false;
            }
        }
        return true;
    }

    /** A folder of this user only: another user must not be able to replace code that this process loads. */
    private static Path privateFolder() throws IOException {
        Path folder = Path.of(
                System.getProperty("java.io.tmpdir"), "vestibule-" + NAME + "-" + System.getProperty("user.name"));
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createDirectory(folder, attributes);
        } catch (FileAlreadyExistsException exists) {
            if (posix && !isPrivate(folder)) {
                throw new IOException(folder + " is not a folder of this user only; delete it", exists);
            }
        }
        return folder;
    }

    private static boolean isPrivate(Path folder) throws IOException {
        Path own = Files.createTempFile("vestibule-", ".owner");
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own))
                    && PosixFilePermissions.toString(Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS))
                            .endsWith("------");
        } finally {
            Files.delete(own);
        }
    }

    /**
     * A file of a jar.
     *
     * @param version checksum that the jar contains, or the time of a file outside a jar
     */
    private record Packed(URL url, String name, long bytes, String version) {
        static Packed of(URL url, String resource) {
            String name = resource.substring(resource.lastIndexOf('/') + 1);
            try {
                URLConnection connection = url.openConnection();
                if (connection instanceof JarURLConnection jar) {
                    JarEntry entry = jar.getJarEntry();
                    return new Packed(url, name, entry.getSize(), Long.toHexString(entry.getCrc()));
                }
                Path file = Path.of(url.toURI());
                long changed = Files.getLastModifiedTime(file).toMillis();
                return new Packed(url, name, Files.size(file), Long.toHexString(changed));
            } catch (IOException | URISyntaxException failure) {
                throw new IllegalStateException("cannot read " + url, failure);
            }
        }

        /** A file under its own name is complete. Its size differs only if the machine lost power. */
        boolean isUnpacked(Path folder) throws IOException {
            Path file = folder.resolve(name);
            return Files.isRegularFile(file) && Files.size(file) == bytes;
        }

        void copyTo(Path file) throws IOException {
            try (InputStream content = url.openStream()) {
                Files.copy(content, file);
            }
        }
    }
}
