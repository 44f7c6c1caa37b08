package io.vestibule.service.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Drops warnings that say nothing: each is written by a library in the course of doing right. Named by their words and not
 * by their logger, because the same loggers also say what matters. Made by Logback, from its configuration.
 */
public final class KnownNoiseFilter extends Filter<ILoggingEvent> {
    private static final List<String> OF_ALL = List.of(
            // Nobody knows the name given. The command says so itself, once.
            "Couldn't resolve server",
            // A broker that stops closes one of its own clients twice.
            "Attempting to close NetworkClient that has already been closed",
            // The gallery's reader decodes by itself and throws nothing, so there is nothing to handle.
            "Processing exception handler is not enabled for the GlobalThread",
            // Whoever puts state into a temporary folder has chosen to, as the demo has.
            "Using an OS temp directory in the state.dir",
            // A reader lets go of a partition while an answer about it is on its way.
            "Not updating last stable offset",
            // Several clients ask at once for one of Kafka's own topics.
            "Auto topic creation failed for __",
            // The first start on an empty folder is one.
            "Performing controller activation",
            // Several topologies ask for their first transaction at once; all but one find the topic made.
            "Topic '__transaction_state' already exists",
            // A global store is read to its end once with another assignment than later.
            "as it is no longer assigned");

    /** Of an application of 'run', the same words tell of an outage. */
    private static final List<String> OF_COMMANDS = List.of(
            // Nobody at the address given; node -1 is Kafka's name for it. The command says so itself, once.
            "Connection to node -1 (",
            // A topic is new, or its leader has moved: the client asks where to, and tries again.
            "Error: NOT_LEADER_OR_FOLLOWER",
            "Received invalid metadata error in produce request");

    /** Kafka's own names for clients without one; those of Kafka Streams begin with the application's id. */
    private static final Pattern COMMAND =
            Pattern.compile("clientId=(adminclient|producer|consumer|consumer-null)-\\d+[,\\]]");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String message = event.getFormattedMessage();
        return message != null && isNoise(message) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean isNoise(String message) {
        return OF_ALL.stream().anyMatch(message::contains)
                || OF_COMMANDS.stream().anyMatch(message::contains)
                        && COMMAND.matcher(message).find();
    }
}
