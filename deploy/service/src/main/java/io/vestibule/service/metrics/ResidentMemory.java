package io.vestibule.service.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of this process that is in RAM, in bytes, as Linux tells it; not a number elsewhere. The JVM knows its heap only. */
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
