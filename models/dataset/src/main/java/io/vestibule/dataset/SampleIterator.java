package io.vestibule.dataset;

import java.util.Iterator;

/** Samples from an open file. Must be closed; for one thread at a time. */
public interface SampleIterator extends Iterator<Sample>, AutoCloseable {

    @Override
    void close();
}
