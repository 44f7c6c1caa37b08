package io.vestibule.dataset.read;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleIterator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Samples in the order of their collection. Memory holds one part at a time, about 20 MB with faces. A reader can be iterated once
 * only and must be closed; it is for one thread at a time.
 */
public final class SampleReader implements Iterable<Sample>, SampleIterator {

    private final Iterator<Supplier<SampleIterator>> parts;
    private @Nullable SampleIterator open;

    SampleReader(Iterator<Supplier<SampleIterator>> parts) {
        this.parts = parts;
    }

    /** A reader of one part. */
    public static SampleReader of(SampleIterator samples) {
        List<Supplier<SampleIterator>> parts = List.of(() -> samples);
        return new SampleReader(parts.iterator());
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
            open = parts.next().get();
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
