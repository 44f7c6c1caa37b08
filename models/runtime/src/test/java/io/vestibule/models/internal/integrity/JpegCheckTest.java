package io.vestibule.models.internal.integrity;

import static io.vestibule.models.TestPictures.jpeg;
import static io.vestibule.models.TestPictures.progressiveJpeg;
import static io.vestibule.models.TestPictures.with;
import static io.vestibule.models.TestPictures.withZeros;
import static io.vestibule.models.TestPictures.withoutPacket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vestibule.models.internal.integrity.Integrity.Condition;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JpegCheckTest {

    private static final byte[] BASELINE = jpeg(333, 217);
    private static final byte[] PROGRESSIVE = progressiveJpeg(333, 217);

    static Stream<Arguments> files() {
        return Stream.of(
                argumentSet("a baseline JPEG", BASELINE, Condition.WHOLE),
                argumentSet("a progressive JPEG", PROGRESSIVE, Condition.WHOLE),
                argumentSet("a JPEG of one pixel", jpeg(1, 1), Condition.WHOLE),
                argumentSet("a JPEG before other data", with(BASELINE, BASELINE.length, (byte) 7), Condition.WHOLE),
                argumentSet("zeros before the end", with(BASELINE, BASELINE.length - 2, new byte[50]), Condition.WHOLE),
                argumentSet(
                        "two bytes too many", with(BASELINE, BASELINE.length - 2, (byte) 3, (byte) 4), Condition.WHOLE),
                argumentSet("JFIF of version 2", withByte(BASELINE, 11, 2), Condition.UNUSUAL),
                argumentSet("a lost packet", withoutPacket(BASELINE, 500), Condition.DAMAGED),
                argumentSet("a packet of zeros", withZeros(BASELINE, 500), Condition.DAMAGED),
                argumentSet("a lost packet, progressive", withoutPacket(PROGRESSIVE, 500), Condition.DAMAGED),
                argumentSet("a packet of zeros, progressive", withZeros(PROGRESSIVE, 500), Condition.DAMAGED),
                argumentSet("a byte between two segments", with(BASELINE, 2, (byte) 1), Condition.DAMAGED),
                argumentSet("no lower half", Arrays.copyOf(BASELINE, BASELINE.length / 2), Condition.UNREADABLE),
                argumentSet("no end marker", Arrays.copyOf(BASELINE, BASELINE.length - 1), Condition.UNREADABLE),
                argumentSet("headers only", Arrays.copyOf(BASELINE, 200), Condition.UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldReportTheConditionOfAJpeg(byte[] file, Condition condition) {
        assertThat(JpegCheck.check(ByteBuffer.wrap(file)).condition()).isEqualTo(condition);
    }

    static Stream<Arguments> structures() {
        return Stream.of(
                argumentSet("a baseline JPEG", BASELINE, Condition.WHOLE),
                argumentSet("a lost packet, which is not found", withoutPacket(BASELINE, 500), Condition.WHOLE),
                argumentSet("a lost packet, progressive", withoutPacket(PROGRESSIVE, 500), Condition.DAMAGED),
                argumentSet("JFIF of version 2", withByte(BASELINE, 11, 2), Condition.UNUSUAL),
                argumentSet("a byte between two segments", with(BASELINE, 2, (byte) 1), Condition.DAMAGED),
                argumentSet("no lower half", Arrays.copyOf(BASELINE, BASELINE.length / 2), Condition.UNREADABLE),
                argumentSet("no end marker", Arrays.copyOf(BASELINE, BASELINE.length - 1), Condition.UNREADABLE),
                argumentSet("headers only", Arrays.copyOf(BASELINE, 200), Condition.UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("structures")
    void shouldReportTheConditionOfTheStructure(byte[] file, Condition condition) {
        assertThat(JpegCheck.checkStructure(ByteBuffer.wrap(file)).condition()).isEqualTo(condition);
    }

    @Test
    void shouldFindPaddingByTheStructureAlone() {
        // Given
        byte[] padded = with(BASELINE, BASELINE.length - 2, new byte[50]);

        // When
        Integrity integrity = JpegCheck.checkStructure(ByteBuffer.wrap(padded));

        // Then
        assertThat(integrity.isPadded()).isTrue();
    }

    @Test
    void shouldGiveTheEndOfTheDataWhenUnknownBytesFollow() {
        // Given
        byte[] padded = with(BASELINE, BASELINE.length - 2, new byte[50]);

        // When
        Integrity integrity = JpegCheck.check(ByteBuffer.wrap(padded));

        // Then
        assertThat(integrity).isEqualTo(new Integrity(Condition.WHOLE, BASELINE.length - 2, true));
    }

    @Test
    void shouldReadABufferFromItsPositionWhenItIsDirect() {
        // Given
        ByteBuffer direct = ByteBuffer.allocateDirect(BASELINE.length + 5).position(5);
        direct.put(BASELINE).position(5);

        // When
        Integrity integrity = JpegCheck.check(direct);

        // Then
        assertThat(integrity.condition()).isEqualTo(Condition.WHOLE);
        assertThat(direct.position()).isEqualTo(5);
    }

    private static byte[] withByte(byte[] file, int offset, int value) {
        byte[] changed = file.clone();
        changed[offset] = (byte) value;
        return changed;
    }
}
