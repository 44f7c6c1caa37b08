package io.vestibule.lab.label;

import io.vestibule.common.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/**
 * A hash of everything that the results of a run depend on: name, size and modification time of each image, the teacher, and the
 * settings. Unfinished work can be resumed only with the same fingerprint.
 */
final class WorkFingerprint {

    /** Must be increased when the analysis or the format of its results changes. */
    private static final int VERSION = 3;

    private WorkFingerprint() {}

    /** Lower-case hex, 64 digits. */
    static String of(List<Photograph> photographs, LabelSettings settings) {
        StringBuilder text = new StringBuilder();
        text.append(VERSION).append('\n');
        text.append(settings.teacherDescriptor().id()).append('\n');
        text.append(settings.teacherDescriptor().contract()).append('\n');
        text.append(settings.teaching().limits()).append('\n');
        text.append(settings.detection()).append('\n');
        text.append(settings.features()).append('\n');
        for (Photograph photograph : photographs) {
            text.append(photograph.name())
                    .append('\t')
                    .append(state(photograph))
                    .append('\n');
        }
        return Sha256.hex(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static String state(Photograph photograph) {
        try {
            return Files.size(photograph.file()) + "\t"
                    + Files.getLastModifiedTime(photograph.file()).toMillis();
        } catch (IOException missing) {
            return "unreadable"; // the analysis reports it
        }
    }
}
