package io.vestibule.topologies.gallery;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds the store of a gallery. The store has no changelog, because the gallery topic is one. */
record GalleryStoreBuilder(Gallery gallery) implements StoreBuilder<GalleryStore> {

    @Override
    public GalleryStore build() {
        return new GalleryStore(gallery);
    }

    @Override
    public String name() {
        return Gallery.STORE;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }

    @Override
    public StoreBuilder<GalleryStore> withLoggingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<GalleryStore> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the gallery needs no changelog: the gallery topic is one");
    }

    @Override
    public StoreBuilder<GalleryStore> withCachingEnabled() {
        throw new UnsupportedOperationException("the gallery needs no cache: it is in memory");
    }

    @Override
    public StoreBuilder<GalleryStore> withCachingDisabled() {
        return this;
    }
}
