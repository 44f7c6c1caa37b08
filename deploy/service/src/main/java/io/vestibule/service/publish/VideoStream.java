package io.vestibule.service.publish;

import io.vestibule.service.publish.SourceAddress.Video;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/**
 * An open video of FFmpeg: the pictures of its best video stream. It owns native memory until it is closed. One thread at a time.
 * A call that waits for the network ends at its {@link NativeDeadline}.
 *
 * <p>FFmpeg is called directly because JavaCV's grabber cannot interrupt a call, and hides error numbers and packets: ADR 0004.
 */
final class VideoStream implements AutoCloseable {
    /** Time for the release: FFmpeg reports the end of a session to a camera. */
    private static final Duration RELEASE_TIME = Duration.ofMillis(500);

    /** FFmpeg examines a stream for 5 s by default, in which its pictures wait. */
    private static final String LONGEST_EXAMINATION_MICROS = "2000000";

    private static final AVRational NANOSECONDS = new AVRational().num(1).den(1_000_000_000);
    private static final int AGAIN = avutil.AVERROR_EAGAIN();
    private static final int ROW_ALIGNMENT = 64;
    private static final int BYTES_PER_PIXEL = 3;

    private final NativeDeadline deadline;
    private final AVFormatContext context;
    private final AVCodecContext decoder;
    private final AVStream stream;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();
    private final PacketTimes packetTimes = new PacketTimes();
    private final Lateness lateness;
    private final boolean hasClock;
    private final boolean hasLength;
    private boolean isDrained;
    private @Nullable SwsContext converter;
    private @Nullable BytePointer converted;

    /** An FFmpeg call has failed. */
    static final class StreamException extends Exception {
        private static final long serialVersionUID = 1;

        // Not serialized: the exception never leaves this package.
        private final transient StreamFailure failure;

        StreamException(StreamFailure failure) {
            super(failure.cause());
            this.failure = failure;
        }

        StreamFailure failure() {
            return failure;
        }
    }

    private VideoStream(
            NativeDeadline deadline, AVFormatContext context, AVStream stream, AVCodecContext decoder, long openedAt) {
        this.deadline = deadline;
        this.context = context;
        this.stream = stream;
        this.decoder = decoder;
        this.hasClock = (context.iformat().flags() & avformat.AVFMT_NOTIMESTAMPS) == 0;
        this.lateness = new Lateness(openedAt, hasClock);
        this.hasLength = context.duration() > 0 || hasSize(context);
    }

    /** Loads the native libraries. During a shutdown this would fail, so a command does it at its start. */
    static void load() {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        avformat.avformat_network_init();
    }

    /** Opens a video and examines its streams. Each of the two steps has the time of the deadline. */
    static VideoStream open(Video video, NativeDeadline deadline) throws StreamException {
        load();
        AVInputFormat format = format(video);
        AVFormatContext context = avformat.avformat_alloc_context();
        deadline.attachTo(context);
        AVDictionary options = options(video);
        int opened = avformat.avformat_open_input(context, video.address(), format, options);
        avutil.av_dict_free(options);
        check(opened);
        long openedAt = System.nanoTime();
        AVCodecContext decoder = null;
        try {
            check(avformat.avformat_find_stream_info(context, (AVDictionary) null));
            int index = avformat.av_find_best_stream(context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
            if (index < 0) {
                throw new StreamException(StreamFailure.NO_VIDEO);
            }
            AVStream stream = context.streams(index);
            decoder = decoder(stream);
            return new VideoStream(deadline, context, stream, decoder, openedAt);
        } catch (StreamException failure) {
            release(context, decoder);
            throw failure;
        }
    }

    /** Whether the source knows its length, as recordings do. */
    boolean hasLength() {
        return hasLength;
    }

    /** Whether the stream has time stamps. Without them, FFmpeg numbers the pictures at a nominal rate. */
    boolean hasClock() {
        return hasClock;
    }

    /** Usual time between two pictures. */
    Duration interval() {
        double rate = avutil.av_q2d(stream.avg_frame_rate());
        if (!(rate > 0)) {
            rate = avutil.av_q2d(stream.r_frame_rate());
        }
        return Duration.ofNanos(Math.round(1e9 / (rate > 0 ? rate : SourceAddress.DEFAULT_FRAMES_PER_SECOND)));
    }

    /** Reads up to the next picture. Returns false at the end. Damaged packets are skipped. */
    boolean next() throws StreamException {
        while (true) {
            int received = avcodec.avcodec_receive_frame(decoder, frame);
            if (received >= 0) {
                return true;
            }
            if (received == avutil.AVERROR_EOF || (received != AGAIN && isDrained)) {
                return false;
            }
            if (!isDrained) {
                feedDecoder();
            }
        }
    }

    /** Time stamp of the picture in the stream, in microseconds; empty if it has none. */
    OptionalLong time() {
        OptionalLong nanos = nanos(frame.best_effort_timestamp());
        return nanos.isEmpty() ? nanos : OptionalLong.of(nanos.getAsLong() / 1000);
    }

    /** When a live source took the picture, on the monotonic clock in nanoseconds. */
    long capturedNanos() {
        return packetTimes.of(frame.pts(), frame.pkt_dts());
    }

    /** The picture, upright. */
    BufferedImage picture() throws StreamException {
        return orientation().apply(convert());
    }

    @Override
    public void close() {
        deadline.allowRelease(RELEASE_TIME);
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        swscale.sws_freeContext(converter);
        if (converted != null) {
            converted.deallocate();
        }
        release(context, decoder);
    }

    private void feedDecoder() throws StreamException {
        int read = avformat.av_read_frame(context, packet);
        if (read == avutil.AVERROR_EOF) {
            isDrained = true;
            // The decoder returns the pictures that it holds back.
            avcodec.avcodec_send_packet(decoder, null);
            return;
        }
        if (read == AGAIN) {
            Thread.onSpinWait();
            return;
        }
        check(read);
        try {
            if (packet.stream_index() == stream.index()) {
                long stamp = packet.pts() == avutil.AV_NOPTS_VALUE ? packet.dts() : packet.pts();
                packetTimes.put(packet.pts(), packet.dts(), lateness.capturedAt(System.nanoTime(), nanos(stamp)));
                int sent = avcodec.avcodec_send_packet(decoder, packet);
                if (sent < 0 && sent != avutil.AVERROR_INVALIDDATA && sent != AGAIN) {
                    check(sent);
                }
            }
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    private OptionalLong nanos(long stamp) {
        return stamp == avutil.AV_NOPTS_VALUE
                ? OptionalLong.empty()
                : OptionalLong.of(avutil.av_rescale_q(stamp, stream.time_base(), NANOSECONDS));
    }

    /** FFmpeg copies the display matrix of a file, and that of a camera's stream, to each picture. */
    private PictureOrientation orientation() {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
        if (data == null || data.isNull()) {
            return PictureOrientation.UPRIGHT;
        }
        int[] matrix = new int[PictureOrientation.MATRIX_SIZE];
        new IntPointer(data.data()).get(matrix);
        return PictureOrientation.of(matrix);
    }

    private BufferedImage convert() throws StreamException {
        int width = frame.width();
        int height = frame.height();
        int row = (width * BYTES_PER_PIXEL + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
        converter = swscale.sws_getCachedContext(
                converter,
                width,
                height,
                frame.format(),
                width,
                height,
                avutil.AV_PIX_FMT_BGR24,
                swscale.SWS_BILINEAR,
                null,
                null,
                (DoublePointer) null);
        if (converter == null || converter.isNull()) {
            // The format of the pixels is unknown. Conversion without a converter would end the process.
            throw new StreamException(StreamFailure.of(avutil.AVERROR_DECODER_NOT_FOUND));
        }
        BytePointer target = buffer((long) row * height + ROW_ALIGNMENT);
        try (PointerPointer<Pointer> planes = new PointerPointer<>(1);
                IntPointer strides = new IntPointer(1)) {
            planes.put(0, target);
            strides.put(0, row);
            swscale.sws_scale(converter, frame.data(), frame.linesize(), 0, height, planes, strides);
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int length = width * BYTES_PER_PIXEL;
        for (int y = 0; y < height; y++) {
            target.position((long) y * row).get(pixels, y * length, length);
        }
        target.position(0);
        return image;
    }

    private BytePointer buffer(long size) {
        if (converted == null || converted.capacity() < size) {
            if (converted != null) {
                converted.deallocate();
            }
            converted = new BytePointer(size);
        }
        return converted;
    }

    private static AVDictionary options(Video video) {
        AVDictionary options = new AVDictionary(null);
        if (video.live()) {
            avutil.av_dict_set(options, "analyzeduration", LONGEST_EXAMINATION_MICROS, 0);
        }
        if (video.address().startsWith("rtsp")) {
            // With UDP, a lost packet causes a corrupted picture, which the watch would treat as motion.
            avutil.av_dict_set(options, "rtsp_transport", "tcp", 0);
        }
        return options;
    }

    private static @Nullable AVInputFormat format(Video video) throws StreamException {
        Optional<String> name = video.format();
        if (name.isEmpty()) {
            return null;
        }
        try {
            avdevice.avdevice_register_all();
        } catch (LinkageError missing) {
            throw new StreamException(StreamFailure.NO_DEVICES);
        }
        return avformat.av_find_input_format(name.get());
    }

    private static AVCodecContext decoder(AVStream stream) throws StreamException {
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw new StreamException(StreamFailure.of(avutil.AVERROR_DECODER_NOT_FOUND));
        }
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        try {
            check(avcodec.avcodec_parameters_to_context(decoder, stream.codecpar()));
            // Threads for whole frames would hold back one picture each.
            decoder.thread_type(AVCodecContext.FF_THREAD_SLICE).thread_count(0);
            check(avcodec.avcodec_open2(decoder, codec, (AVDictionary) null));
            return decoder;
        } catch (StreamException failure) {
            avcodec.avcodec_free_context(decoder);
            throw failure;
        }
    }

    /** Whether the server has given the size. That of a playlist is not the size of its video. */
    private static boolean hasSize(AVFormatContext context) {
        String format = context.iformat().name().getString();
        boolean isPlaylist = format.startsWith("hls") || format.startsWith("dash");
        return !isPlaylist && context.pb() != null && !context.pb().isNull() && avformat.avio_size(context.pb()) > 0;
    }

    private static void release(AVFormatContext context, @Nullable AVCodecContext decoder) {
        if (decoder != null) {
            avcodec.avcodec_free_context(decoder);
        }
        avformat.avformat_close_input(context);
    }

    private static void check(int result) throws StreamException {
        if (result < 0) {
            throw new StreamException(StreamFailure.of(result));
        }
    }
}
