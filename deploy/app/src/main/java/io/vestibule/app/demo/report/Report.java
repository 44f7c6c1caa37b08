package io.vestibule.app.demo.report;

import io.vestibule.app.demo.Findings;
import io.vestibule.app.page.PageTemplate;
import java.nio.file.Path;

/** Writes what the demo learnt as one HTML page, with its pictures, charts and styles inside. */
public final class Report {

    private static final String TEMPLATE = "report.mustache";

    private final Findings findings;

    public Report(Findings findings) {
        this.findings = findings;
    }

    /** The whole page. */
    public String html() {
        return template().html(new PageWriter(findings).page());
    }

    /** Writes the page, and makes its folder if there is none. */
    public void write(Path page) {
        template().write(new PageWriter(findings).page(), page);
    }

    private static PageTemplate template() {
        return PageTemplate.of(Report.class, TEMPLATE);
    }
}
