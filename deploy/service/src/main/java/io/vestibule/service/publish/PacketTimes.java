package io.vestibule.service.publish;

import java.util.Arrays;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Capture times of the last packets. A decoder holds pictures back, so the packet of a picture is not always the last one. Keeps
 * 64 packets, more than any decoder holds back.
 */
final class PacketTimes {
    private static final int KEPT = 64;

    private final long[] presentation = new long[KEPT];
    private final long[] decoding = new long[KEPT];
    private final long[] captured = new long[KEPT];
    private int next;

    PacketTimes() {
        Arrays.fill(presentation, avutil.AV_NOPTS_VALUE);
        Arrays.fill(decoding, avutil.AV_NOPTS_VALUE);
    }

    void put(long pts, long dts, long capturedNanos) {
        presentation[next] = pts;
        decoding[next] = dts;
        captured[next] = capturedNanos;
        next = (next + 1) % KEPT;
    }

    /** The capture time of a picture's packet; that of the last packet if the picture has no time stamp. */
    long of(long pts, long dts) {
        int last = Math.floorMod(next - 1, KEPT);
        for (int age = 0; age < KEPT; age++) {
            int at = Math.floorMod(last - age, KEPT);
            boolean samePicture = pts != avutil.AV_NOPTS_VALUE && presentation[at] == pts;
            boolean samePacket = pts == avutil.AV_NOPTS_VALUE && dts != avutil.AV_NOPTS_VALUE && decoding[at] == dts;
            if (samePicture || samePacket) {
                return captured[at];
            }
        }
        return captured[last];
    }
}
