package io.vestibule.service.run;

import io.vestibule.service.config.KafkaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a broker answers, measured by a request every two seconds. Kafka Streams remains in state RUNNING while all brokers
 * are away, so its state does not show an outage.
 *
 * <p>One line is logged when the brokers stop answering and one when they answer again. Thread-safe.
 */
final class BrokerContact implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerContact.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /** Longer than a pause for garbage collection. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** Further work with a broker that answers. */
    interface Work {
        void with(Admin admin) throws InterruptedException;
    }

    private final Admin admin;
    private final Work work;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "broker-contact");
    private volatile @Nullable String fault;

    private BrokerContact(Admin admin, Work work) {
        this.admin = admin;
        this.work = work;
    }

    /**
     * Starts the requests. Until the first one fails, the broker is regarded as present.
     *
     * @param work called after each answer
     */
    static BrokerContact start(KafkaSettings settings, Work work) {
        BrokerContact contact = new BrokerContact(Admin.create(settings.forAdmin()), work);
        contact.thread.setDaemon(true);
        contact.thread.start();
        return contact;
    }

    /** Why no broker answers; empty while one does. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        admin.close(CLOSE_WITHIN);
    }

    private void watch() {
        long lastAnswer = System.nanoTime();
        try {
            do {
                String before = fault;
                String now = ask();
                if (now == null) {
                    if (before != null) {
                        LOG.atInfo()
                                .addKeyValue("seconds", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lastAnswer))
                                .log("a broker answers again");
                    }
                    lastAnswer = System.nanoTime();
                } else if (before == null) {
                    LOG.atWarn()
                            .addKeyValue("cause", now)
                            .log("no broker answers; processing waits and continues later");
                }
                fault = now;
                if (now == null) {
                    work.with(admin);
                }
            } while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable String ask() throws InterruptedException {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs((int) TIMEOUT.toMillis()))
                    .nodes()
                    .get();
            return null;
        } catch (ExecutionException failure) {
            return failure.getCause() instanceof TimeoutException
                    ? "no answer within " + TIMEOUT.toSeconds() + " s"
                    : String.valueOf(failure.getCause());
        }
    }
}
