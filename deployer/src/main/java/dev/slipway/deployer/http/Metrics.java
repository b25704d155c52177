package dev.slipway.deployer.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** What is measured of one process, as Prometheus reads it. Thread-safe. */
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LogbackMetrics logs = new LogbackMetrics();

    private Metrics() {}

    /** Measures the process itself, its log by level, and whether it is ready. */
    public static Metrics of(Readiness readiness) {
        var metrics = new Metrics();
        new JvmMemoryMetrics().bindTo(metrics.registry);
        new JvmThreadMetrics().bindTo(metrics.registry);
        new ProcessorMetrics().bindTo(metrics.registry);
        new UptimeMetrics().bindTo(metrics.registry);
        metrics.logs.bindTo(metrics.registry);
        Gauge.builder("slipway.ready", readiness, one -> one.waitingFor().isEmpty() ? 1 : 0)
                .strongReference(true)
                .description("1 if the process can do its work, else 0")
                .register(metrics.registry);
        return metrics;
    }

    /** Where more meters are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Prometheus text format. */
    public String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        logs.close();
        registry.close();
    }
}
