package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.DemoResult;
import io.vestibule.lab.report.PageTemplate;
import java.nio.file.Path;

/** Writes the result of the demo as one self-contained HTML page. */
public final class DemoReport {

    private static final String TEMPLATE = "report.mustache";

    private final DemoResult result;

    public DemoReport(DemoResult result) {
        this.result = result;
    }

    /** Returns the page as HTML. */
    public String html() {
        return template().html(new DemoPageBuilder(result).page());
    }

    /** Writes the page and creates its folder if necessary. */
    public void write(Path page) {
        template().write(new DemoPageBuilder(result).page(), page);
    }

    private static PageTemplate template() {
        return PageTemplate.of(DemoReport.class, TEMPLATE);
    }
}
