package io.vestibule.service.publish;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Counts of pictures that were not sent as they are. Thread-safe: a video is read in a thread of its own. */
public final class PictureCounts {
    private final AtomicLong files = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final AtomicLong tooLarge = new AtomicLong();
    private final AtomicLong reduced = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private final AtomicReference<@Nullable String> firstUnreadable = new AtomicReference<>();
    private final AtomicReference<@Nullable String> firstTooLarge = new AtomicReference<>();

    void addFile() {
        files.incrementAndGet();
    }

    /** @param reason the file's name, and why it is no picture */
    void addUnreadable(String reason) {
        unreadable.incrementAndGet();
        firstUnreadable.compareAndSet(null, reason);
    }

    /** @param reason the file's name and size */
    void addTooLarge(String reason) {
        tooLarge.incrementAndGet();
        firstTooLarge.compareAndSet(null, reason);
    }

    /** Counts a frame that was encoded smaller because of the topic's limit. Returns the count. */
    long addReduced() {
        return reduced.incrementAndGet();
    }

    /** Counts a frame that a slow broker left no time for. */
    void addSkipped() {
        skipped.incrementAndGet();
    }

    long unreadable() {
        return unreadable.get();
    }

    long tooLarge() {
        return tooLarge.get();
    }

    long reduced() {
        return reduced.get();
    }

    long skipped() {
        return skipped.get();
    }

    /** A sentence about files that were left out; empty if there were none. */
    String omissions(int largest) {
        StringBuilder text = new StringBuilder();
        if (unreadable.get() > 0) {
            text.append("%d of %d files are no pictures; the first is %s"
                    .formatted(unreadable.get(), files.get(), firstUnreadable.get()));
        }
        if (tooLarge.get() > 0) {
            text.append(text.isEmpty() ? "" : "; ");
            text.append("%d of %d files are larger than the topic accepts (%,d bytes); the first is %s"
                    .formatted(tooLarge.get(), files.get(), largest, firstTooLarge.get()));
        }
        return text.toString();
    }
}
