package io.vestibule.service.run;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Open transactions that killed processes left behind. The next owner of a partition waits for their end. Brokers look for
 * transactions over their time-out every ten seconds by default, so this class ends them earlier.
 *
 * <p>Only transactions over their time-out are ended, which a broker may do at any moment. A live process is not harmed: it
 * repeats the transaction.
 */
final class AbandonedTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactions.class);
    private static final String PROCESS_AND_THREAD = "-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}-\\d+";

    private final Pattern ids;
    private final Duration timeout;

    /**
     * @param applications ids of the applications whose transactions are ended
     * @param timeout time-out of their transactions
     */
    AbandonedTransactions(Collection<String> applications, Duration timeout) {
        this.ids = Pattern.compile(applications.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")"))
                + PROCESS_AND_THREAD);
        this.timeout = timeout;
    }

    /** Ends them. Nothing happens if this user may not do that; the broker then ends them later. */
    void end(Admin admin) throws InterruptedException {
        try {
            List<String> abandoned = admin
                    .listTransactions(new ListTransactionsOptions()
                            .filterStates(Set.of(TransactionState.ONGOING))
                            .filterOnDuration(timeout.toMillis()))
                    .all()
                    .get()
                    .stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> ids.matcher(id).matches())
                    .toList();
            if (!abandoned.isEmpty()) {
                admin.fenceProducers(abandoned).all().get();
                LOG.atInfo()
                        .addKeyValue("transactions", abandoned.size())
                        .log("ended transactions of a killed process");
            }
        } catch (ExecutionException refused) {
            LOG.atDebug().setCause(refused).log("cannot end transactions of a killed process");
        }
    }
}
