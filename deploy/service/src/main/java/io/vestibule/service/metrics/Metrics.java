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
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * All figures of this process. It hears of the topologies and the models by {@link #observers} and {@link #stages}; a call costs
 * about a microsecond at most. Thread-safe.
 */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterFactory registry = new MeterFactory(meters);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final List<KafkaStreamsMetrics> clients = new ArrayList<>();
    private final DeadLetterMetrics deadLetters = new DeadLetterMetrics(registry);
    private final TopologyObservers observers;
    private final StageListener stages;

    public Metrics() {
        this(Clock.systemUTC());
    }

    Metrics(Clock clock) {
        observers = new TopologyObservers(
                new WatchMetrics(registry, clock),
                new RecogniseMetrics(registry, clock),
                teach(registry),
                enrol(registry),
                deadLetters);
        stages = GuardedObserver.of(StageListener.class, stages(registry));
        registry.gauge(Metric.RESIDENT_MEMORY, new ResidentMemory());
        bindProcess(meters);
        collections.bindTo(meters);
    }

    /** Who counts what the topologies do. */
    public TopologyObservers observers() {
        return observers;
    }

    /** Who times the models' stages. */
    public StageListener stages() {
        return stages;
    }

    /** Tells of the topologies that run, too. */
    public void follow(RunningApplications running, Configuration configuration) {
        for (Application application : running.applications()) {
            // At nought from the beginning, so that the first such letter shows as a rise.
            deadLetters.expect(
                    Reason.PROCESSING_FAILED, application.id(configuration.run()) + "/" + application.title());
            registry.gauge(Metric.TOPOLOGY_RUNNING, () -> running.isRunning(application) ? 1 : 0, application.title());
        }
        if (configuration.metrics().kafkaClients()) {
            running.forEach((application, streams) -> {
                KafkaStreamsMetrics client = new KafkaStreamsMetrics(streams);
                client.bindTo(meters);
                clients.add(client);
            });
        }
    }

    /** All figures as they are now, in Prometheus' text format, version 0.0.4. */
    public String scrape() {
        return meters.scrape();
    }

    @Override
    public void close() {
        clients.forEach(KafkaStreamsMetrics::close);
        collections.close();
        meters.close();
    }

    private static TeachObserver teach(MeterFactory registry) {
        Map<SamplingDecision, Counter> faces =
                registry.forEach(SamplingDecision.class, verdict -> registry.counter(Metric.TAUGHT_FACES, verdict));
        Map<SelectionReason, Counter> softLabels =
                registry.forEach(SelectionReason.class, reason -> registry.counter(Metric.SOFT_LABELS, reason));
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

    private static EnrolObserver enrol(MeterFactory registry) {
        Map<EnrolmentAction, Counter> requests =
                registry.forEach(EnrolmentAction.class, action -> registry.counter(Metric.ENROLMENTS, action));
        return action -> requests.get(action).increment();
    }

    private static StageListener stages(MeterFactory registry) {
        Map<Stage, Timer> times = registry.forEach(Stage.class, stage -> registry.time(Metric.STAGE_TIME, stage));
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
