package io.vestibule.service.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Drops library warnings about normal operation. They are matched by text and not by logger, because the same loggers also
 * write important messages. Logback creates the filter from its configuration.
 */
public final class KnownNoiseFilter extends Filter<ILoggingEvent> {
    private static final List<String> ALL_CLIENTS = List.of(
            // The host name is unknown. The command itself reports it once.
            "Couldn't resolve server",
            // A key store is missing. The client then fails, and the command reports it once.
            "Modification time of key store could not be obtained",
            // A stopping broker closes one of its own clients twice.
            "Attempting to close NetworkClient that has already been closed",
            // The gallery processor decodes records itself and throws no exceptions.
            "Processing exception handler is not enabled for the GlobalThread",
            // A temporary state directory is a deliberate choice, as in the demo.
            "Using an OS temp directory in the state.dir",
            // A reader gives up a partition while a response for it is on its way.
            "Not updating last stable offset",
            // Several clients request one of Kafka's internal topics at the same time.
            "Auto topic creation failed for __",
            // This is the first start on an empty folder.
            "Performing controller activation",
            // Several topologies start their first transaction at the same time, and one of them creates the topic.
            "Topic '__transaction_state' already exists",
            // A global store is restored with another assignment than the one it has later.
            "as it is no longer assigned");

    /** Failed connections. Each client repeats them several times a second during an outage. */
    private static final List<String> CONNECTIONS = List.of("Connection to node ", "Bootstrap broker ");

    /**
     * Clients whose failed connections are reported otherwise: the topologies and requests of administration by one line at
     * the start and one at the end of an outage; a starting broker connects to itself before it listens.
     */
    private static final Pattern REPORTED_OTHERWISE = Pattern.compile(
            "clientId=(adminclient-\\d+|[^,\\]]*-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}[^,\\]]*)[,\\]]"
                    + "|\\[TransactionCoordinator id=");

    /** Texts that are noise from a short command only. */
    private static final List<String> SHORT_COMMANDS = List.of(
            // No broker at the bootstrap address; node -1 is Kafka's name for it. The command itself reports it once.
            "Connection to node -1 (",
            "(id: -1 ",
            // A topic is new or its leader has moved. The client updates its metadata and retries.
            "Error: NOT_LEADER_OR_FOLLOWER",
            "Received invalid metadata error in produce request");

    /** Kafka's default client ids, which short commands use. Ids of Kafka Streams start with the application id. */
    private static final Pattern DEFAULT_CLIENT_ID =
            Pattern.compile("clientId=(adminclient|producer|consumer|consumer-null)-\\d+[,\\]]");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message != null && isNoise(message) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isNoise(String message) {
        return ALL_CLIENTS.stream().anyMatch(message::contains)
                || (CONNECTIONS.stream().anyMatch(message::contains)
                        && REPORTED_OTHERWISE.matcher(message).find())
                || (SHORT_COMMANDS.stream().anyMatch(message::contains)
                        && DEFAULT_CLIENT_ID.matcher(message).find());
    }
}
