package io.vestibule.service.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vestibule.models.Stage;
import io.vestibule.models.StageListener;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.RunningApplications;
import io.vestibule.service.run.TopologyObservers;
import io.vestibule.topologies.GuardedObserver;
import io.vestibule.topologies.enrol.EnrolObserver;
import io.vestibule.topologies.teach.SamplingDecision;
import io.vestibule.topologies.teach.TeachObserver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All metrics of this process. {@link #observers} and {@link #stages} receive the events of topologies and models; one call
 * costs at most about a microsecond. Thread-safe.
 */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterFactory factory = new MeterFactory(meters);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final List<KafkaStreamsMetrics> clients = new ArrayList<>();
    private final DeadLetterMetrics deadLetters = new DeadLetterMetrics(factory);
    private final TopologyObservers observers;
    private final StageListener stages;

    public Metrics() {
        this(Clock.systemUTC());
    }

    Metrics(Clock clock) {
        observers = new TopologyObservers(
                new WatchMetrics(factory, clock),
                new RecogniseMetrics(factory, clock),
                teach(factory),
                enrol(factory),
                deadLetters);
        stages = GuardedObserver.of(StageListener.class, stages(factory));
        factory.gauge(Metric.RESIDENT_MEMORY, new ResidentMemory());
        bindProcess(meters);
        collections.bindTo(meters);
    }

    /** Observers that count the events of the topologies. */
    public TopologyObservers observers() {
        return observers;
    }

    /** Listener for the times of the model stages. */
    public StageListener stages() {
        return stages;
    }

    /** Adds metrics of running topologies. */
    public void register(RunningApplications running, Configuration configuration) {
        for (Application application : running.applications()) {
            // With the value 0 from the start, so that the first dead letter is visible as a rise.
            deadLetters.register(
                    Reason.PROCESSING_FAILED,
                    application.id(configuration.run()) + "/" + application.commandLineName());
            factory.gauge(
                    Metric.TOPOLOGY_RUNNING,
                    () -> running.isRunning(application) ? 1 : 0,
                    application.commandLineName());
        }
        if (configuration.metrics().kafkaClients()) {
            running.forEach((application, streams) -> {
                KafkaStreamsMetrics client = new KafkaStreamsMetrics(streams);
                client.bindTo(meters);
                clients.add(client);
            });
        }
    }

    /** The current metrics in Prometheus' text format, version 0.0.4. */
    public String scrape() {
        return meters.scrape();
    }

    @Override
    public void close() {
        clients.forEach(KafkaStreamsMetrics::close);
        collections.close();
        meters.close();
    }

    private static TeachObserver teach(MeterFactory factory) {
        EnumMeters<SamplingDecision, Counter> faces =
                factory.forEach(SamplingDecision.class, verdict -> factory.counter(Metric.TAUGHT_FACES, verdict));
        EnumMeters<SelectionReason, Counter> softLabels =
                factory.forEach(SelectionReason.class, reason -> factory.counter(Metric.SOFT_LABELS, reason));
        return new TeachObserver() {
            @Override
            public void onDecision(SamplingDecision verdict) {
                faces.get(verdict).increment();
            }

            @Override
            public void onSoftLabel(SelectionReason reason) {
                softLabels.get(reason).increment();
            }
        };
    }

    private static EnrolObserver enrol(MeterFactory factory) {
        EnumMeters<EnrolmentAction, Counter> requests =
                factory.forEach(EnrolmentAction.class, action -> factory.counter(Metric.ENROLMENTS, action));
        return action -> requests.get(action).increment();
    }

    private static StageListener stages(MeterFactory factory) {
        EnumMeters<Stage, Timer> times =
                factory.forEach(Stage.class, stage -> factory.workTimer(Metric.STAGE_TIME, stage));
        return (stage, batch, nanos) -> times.get(stage).record(nanos, TimeUnit.NANOSECONDS);
    }

    private static void bindProcess(MeterRegistry meters) {
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new FileDescriptorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
    }
}
