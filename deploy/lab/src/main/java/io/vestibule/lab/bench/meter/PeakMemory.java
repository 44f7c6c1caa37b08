package io.vestibule.lab.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The largest resident memory of this process so far: heap, models, pictures and broker. */
public final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String HIGH_WATER_MARK = "VmHWM:";
    private static final long KIBIBYTE = 1024;

    private PeakMemory() {}

    /** In bytes. Empty on systems without this file; only Linux has it. */
    public static OptionalLong bytes() {
        return bytes(STATUS);
    }

    public static OptionalLong bytes(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(HIGH_WATER_MARK))
                    .map(line -> line.replaceAll("\\D", ""))
                    .filter(digits -> !digits.isEmpty())
                    .mapToLong(digits -> Long.parseLong(digits) * KIBIBYTE)
                    .findFirst();
        } catch (IOException missing) {
            return OptionalLong.empty();
        }
    }
}
