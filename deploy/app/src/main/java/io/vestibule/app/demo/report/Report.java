package io.vestibule.app.demo.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.vestibule.app.demo.Findings;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Writes what the demo learnt as one HTML page, with its pictures, charts and styles inside. */
public final class Report {

    private static final String TEMPLATE = "report.mustache";

    private final Findings findings;

    public Report(Findings findings) {
        this.findings = findings;
    }

    /** The whole page. */
    public String html() {
        return template().execute(new PageWriter(findings).page());
    }

    /** Writes the page, and makes its folder if there is none. */
    public void write(Path page) {
        try {
            Files.createDirectories(page.getParent());
            Files.writeString(page, html());
        } catch (IOException failure) {
            throw new UncheckedIOException("the report " + page + " cannot be written", failure);
        }
    }

    private static Template template() {
        try (InputStream stream = Objects.requireNonNull(Report.class.getResourceAsStream(TEMPLATE), TEMPLATE);
                Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            return Mustache.compiler().compile(reader);
        } catch (IOException failure) {
            throw new UncheckedIOException("the report's template cannot be read", failure);
        }
    }
}
