package io.vestibule.lab.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A page template. {@code {{>style}}} includes the style sheet that all pages share. */
public final class PageTemplate {

    private final Template template;

    private PageTemplate(Template template) {
        this.template = template;
    }

    /**
     * Reads a template.
     *
     * @param name of a resource in the package of {@code owner}
     */
    public static PageTemplate of(Class<?> owner, String name) {
        Mustache.Compiler compiler =
                Mustache.compiler().withLoader(part -> open(PageTemplate.class, part + ".mustache"));
        try (Reader reader = open(owner, name)) {
            return new PageTemplate(compiler.compile(reader));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read template " + name, failure);
        }
    }

    /** Returns the page as HTML. */
    public String html(Object page) {
        return template.execute(page);
    }

    /** Writes the page and creates its folder if necessary. */
    public void write(Object page, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(file, html(page));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write page " + file + ": " + failure.getMessage(), failure);
        }
    }

    private static Reader open(Class<?> owner, String name) {
        InputStream stream = Objects.requireNonNull(owner.getResourceAsStream(name), name);
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
