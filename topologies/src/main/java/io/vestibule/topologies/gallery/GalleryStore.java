package io.vestibule.topologies.gallery;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/**
 * The gallery as a state store of Kafka Streams. It is in memory, so the whole topic is read at each start. It has no content
 * of its own: an ordinary store would keep every embedding a second time, as bytes.
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

    /** Restoration uses {@link GalleryProcessor}, as for every global store with its own processor. */
    @Override
    public void init(StateStoreContext context, StateStore root) {
        gallery.clear();
        open = true;
        context.register(root, (key, value) -> {
            throw new IllegalStateException("restore callback of the gallery called; its processor restores it");
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
