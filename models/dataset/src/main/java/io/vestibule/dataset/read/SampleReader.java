package io.vestibule.dataset.read;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Samples in the order of their dataset, each read when it is asked for; in memory at once is one part, about 20 MB with faces.
 * Can be gone through once. To be closed; one thread at a time.
 */
public final class SampleReader implements Iterable<Sample>, Iterator<Sample>, AutoCloseable {

    private final Iterator<Part> parts;
    private @Nullable OpenPart open;

    /** A part that can be opened. */
    @FunctionalInterface
    public interface Part {
        OpenPart open();
    }

    /** An open part. */
    public interface OpenPart extends Iterator<Sample>, AutoCloseable {
        @Override
        void close();
    }

    public SampleReader(Iterator<Part> parts) {
        this.parts = parts;
    }

    @Override
    public Iterator<Sample> iterator() {
        return this;
    }

    /** @throws DatasetException if a part is missing or damaged */
    @Override
    public boolean hasNext() {
        while (open == null || !open.hasNext()) {
            close();
            if (!parts.hasNext()) {
                return false;
            }
            open = parts.next().open();
        }
        return true;
    }

    @Override
    public Sample next() {
        if (!hasNext() || open == null) {
            throw new NoSuchElementException();
        }
        return open.next();
    }

    @Override
    public void close() {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
