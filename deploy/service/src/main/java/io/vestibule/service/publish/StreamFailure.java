package io.vestibule.service.publish;

import io.vestibule.service.publish.SourceException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The cause of a failed FFmpeg call, from its error number. The number contains nothing of the address, unlike FFmpeg's log.
 *
 * @param cause the cause as part of a sentence
 */
record StreamFailure(Fault fault, String cause) {
    static final StreamFailure HOST_NOT_FOUND = new StreamFailure(Fault.AWAY, "host not found");
    static final StreamFailure NO_VIDEO = new StreamFailure(Fault.AWAY, "it contains no video");
    /** FFmpeg's library for devices needs libraries of the sound system, which servers do not have. */
    static final StreamFailure NO_DEVICES =
            new StreamFailure(Fault.UNUSABLE, "FFmpeg's library for devices cannot be loaded; install libpulse0");

    private static final StreamFailure CONNECTION_LOST = new StreamFailure(Fault.AWAY, "the connection was lost");

    /** {@code EIO}, the same on all systems. FFmpeg also returns it when a server closes a stream without a length. */
    private static final int INPUT_OUTPUT = -5;

    private static final int LONGEST_TEXT = 128;

    /** @param error negative number that FFmpeg returned */
    static StreamFailure of(int error) {
        if (error == avutil.AVERROR_HTTP_UNAUTHORIZED) {
            return new StreamFailure(Fault.CREDENTIALS, "wrong user or password (401)");
        }
        if (error == avutil.AVERROR_HTTP_FORBIDDEN) {
            return new StreamFailure(Fault.CREDENTIALS, "the user has no permission (403)");
        }
        if (error == avutil.AVERROR_HTTP_NOT_FOUND) {
            return new StreamFailure(Fault.AWAY, "not found (404); check the path");
        }
        if (error == avutil.AVERROR_HTTP_TOO_MANY_REQUESTS) {
            return new StreamFailure(Fault.CREDENTIALS, "too many requests (429)");
        }
        if (error == avutil.AVERROR_PROTOCOL_NOT_FOUND || error == avutil.AVERROR_DEMUXER_NOT_FOUND) {
            return new StreamFailure(Fault.UNUSABLE, "this program cannot read such addresses");
        }
        if (error == avutil.AVERROR_DECODER_NOT_FOUND) {
            return new StreamFailure(Fault.UNUSABLE, "this program cannot decode the video");
        }
        if (error == avutil.AVERROR_INVALIDDATA) {
            return new StreamFailure(Fault.AWAY, "it is not a video");
        }
        if (error == INPUT_OUTPUT) {
            return CONNECTION_LOST;
        }
        return new StreamFailure(Fault.AWAY, text(error));
    }

    /** The text of the operating system or of FFmpeg, such as "connection refused". */
    private static String text(int error) {
        byte[] text = new byte[LONGEST_TEXT];
        if (avutil.av_strerror(error, text, text.length) < 0) {
            return "error " + error;
        }
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        String sentence = new String(text, 0, end, StandardCharsets.UTF_8);
        return sentence.isEmpty()
                ? "error " + error
                : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
