package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.DemoResult;
import io.vestibule.lab.report.PageTemplate;
import java.nio.file.Path;

/** Writes what the demo learnt as one HTML page, with its pictures, charts and styles inside. */
public final class DemoReport {

    private static final String TEMPLATE = "report.mustache";

    private final DemoResult findings;

    public DemoReport(DemoResult findings) {
        this.findings = findings;
    }

    /** The whole page. */
    public String html() {
        return template().html(new DemoPageBuilder(findings).page());
    }

    /** Writes the page, and makes its folder if there is none. */
    public void write(Path page) {
        template().write(new DemoPageBuilder(findings).page(), page);
    }

    private static PageTemplate template() {
        return PageTemplate.of(DemoReport.class, TEMPLATE);
    }
}
