package io.vestibule.service.metrics;

import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jetty.io.Connection;

/**
 * Bounds the open connections of a server. A connection over the limit closes the one that is open for the longest time. A new
 * client is therefore always served, also while others hold connections without sending requests. Thread-safe.
 *
 * <p>Jetty's own limit stops accepting instead, so that health would not answer until connections time out.
 */
final class ConnectionLimit implements Connection.Listener {
    private final int most;
    private final Set<Connection> open = new LinkedHashSet<>();

    ConnectionLimit(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        Connection oldest = null;
        synchronized (open) {
            open.add(connection);
            if (open.size() > most) {
                oldest = open.iterator().next();
                open.remove(oldest);
            }
        }
        if (oldest != null) {
            oldest.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        synchronized (open) {
            open.remove(connection);
        }
    }
}
