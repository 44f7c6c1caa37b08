package io.vestibule.topologies.watch.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PictureChecksumTest {

    private static final String TABLES = "FFDB 0004 1122";
    private static final String SCAN = "FFDA 0004 0101 AABBCC FFD9";

    @Test
    void shouldBeTheSameWhenOnlyTheMetadataOfAJpegDiffers() {
        assertThat(checksum("FFD8 FFE1 0004 0001 FFFE 0003 41" + TABLES + SCAN))
                .isEqualTo(checksum("FFD8 FFE1 0004 0002 FFFE 0005 414243" + TABLES + SCAN))
                .isEqualTo(checksum("FFD8" + TABLES + SCAN));
    }

    @Test
    void shouldDifferWhenTheDataOrTablesOfAJpegDiffer() {
        long checksum = checksum("FFD8" + TABLES + SCAN);

        assertThat(checksum("FFD8" + TABLES + SCAN.replace("AABB", "AABA"))).isNotEqualTo(checksum);
        assertThat(checksum("FFD8" + TABLES.replace("1122", "1121") + SCAN)).isNotEqualTo(checksum);
    }

    @Test
    void shouldBeTheSameWhenOnlyATextOfAPngDiffers() {
        assertThat(checksum(png("tEXt", "01"))).isEqualTo(checksum(png("tEXt", "020304")));
        assertThat(checksum(png("IDAT", "01"))).isNotEqualTo(checksum(png("IDAT", "02")));
    }

    @Test
    void shouldReadEachByteOnceWhenTheStructureIsBroken() {
        assertThat(checksum("FFD8 FFE1 FFFF")).isNotEqualTo(checksum("FFD8 FFDB FFFF"));
        assertThat(checksum("89504E470D0A1A0A FFFFFFFF 49444154 01"))
                .isNotEqualTo(checksum("89504E470D0A1A0A FFFFFFFF 49444154 02"));
    }

    private static String png(String type, String content) {
        return "89504E470D0A1A0A" + chunk("IHDR", "0011") + chunk(type, content) + chunk("IEND", "");
    }

    private static String chunk(String type, String content) {
        return "%08X".formatted(content.length() / 2)
                + HexFormat.of().formatHex(type.getBytes(java.nio.charset.StandardCharsets.US_ASCII)) + content
                + "00000000";
    }

    private static long checksum(String hex) {
        return PictureChecksum.of(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }
}
