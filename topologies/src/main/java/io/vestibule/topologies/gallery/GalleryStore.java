package io.vestibule.topologies.gallery;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/**
 * The gallery as Kafka Streams sees it: a store in memory, so that the whole topic is read at each start. It holds nothing
 * but what the gallery does; an ordinary store would keep every embedding a second time, as bytes.
 */
final class GalleryStore implements StateStore {

    private final Gallery gallery;
    private boolean open;

    GalleryStore(Gallery gallery) {
        this.gallery = gallery;
    }

    @Override
    public String name() {
        return Gallery.STORE;
    }

    /** Restoration goes through {@link GalleryProcessor}, as is so for every global store with a processor of its own. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        gallery.clear();
        open = true;
        context.register(root, (key, value) -> {
            throw new IllegalStateException("the gallery is restored by its processor");
        });
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
