package io.vestibule.service.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program. The build writes it into version.properties. */
public final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        try (InputStream file = VersionProvider.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return new String[] {"vestibule " + properties.getProperty("version")};
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read version.properties", failure);
        }
    }
}
