package io.vestibule.app.demo.report;

import io.vestibule.app.demo.Findings;
import java.nio.file.Path;

/** stub */
public final class Report {
    public Report(Findings findings) {}

    public void write(Path page) {}
}
