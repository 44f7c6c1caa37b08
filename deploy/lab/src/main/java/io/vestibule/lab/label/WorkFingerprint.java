package io.vestibule.lab.label;

import io.vestibule.common.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

/**
 * Names a work of labelling by whatever makes a difference to its findings: the images by name, size and time of their last change,
 * the teacher, and the settings. Unfinished work goes on only under the same name.
 */
final class WorkFingerprint {

    /** Goes up when findings are made or written in another way. */
    private static final int EDITION = 2;

    private WorkFingerprint() {}

    /** Lower-case hex, 64 digits. */
    static String of(List<Photograph> photographs, LabelSettings settings) {
        StringBuilder text = new StringBuilder();
        text.append(EDITION).append('\n');
        text.append(settings.teacher().teacher().id()).append('\n');
        text.append(DatasetTeacher.of(settings.teacher()).contract()).append('\n');
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
        } catch (IOException gone) {
            return "unreadable"; // is found out, and told, when it is looked at
        }
    }
}
