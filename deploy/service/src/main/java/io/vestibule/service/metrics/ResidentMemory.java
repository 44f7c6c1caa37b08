package io.vestibule.service.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resident memory of this process in bytes, from Linux; NaN on other systems. The JVM itself knows only its heap. */
final class ResidentMemory implements DoubleSupplier {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LINE = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    @Override
    public double getAsDouble() {
        try {
            Matcher line = LINE.matcher(Files.readString(STATUS));
            return line.find() ? Long.parseLong(line.group(1)) * 1024.0 : Double.NaN;
        } catch (IOException notLinux) {
            return Double.NaN;
        }
    }
}
