package io.vestibule.service.publish;

import io.vestibule.schemas.Encoding;
import io.vestibule.service.publish.SourceAddress.Video;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;
import org.bytedeco.javacv.Java2DFrameConverter;

/** Pictures from a video file, a stream or a device, encoded as JPEG. It owns native memory until it is closed. */
final class VideoGrabber implements PictureSource {
    private static final float JPEG_QUALITY = 0.9f;
    private static final long NANOS_PER_MICRO = 1000;

    private final Video video;
    private final FFmpegFrameGrabber grabber;
    private final Java2DFrameConverter converter = new Java2DFrameConverter();
    private final Duration interval;
    private final Duration shortestInterval;
    private Optional<Duration> last = Optional.empty();

    private VideoGrabber(Video video, FFmpegFrameGrabber grabber, OptionalDouble framesPerSecond) {
        this.video = video;
        this.grabber = grabber;
        double own = grabber.getFrameRate() > 0 ? grabber.getFrameRate() : SourceAddress.DEFAULT_FRAMES_PER_SECOND;
        this.interval = Duration.ofNanos(Math.round(1e9 / Math.min(own, framesPerSecond.orElse(own))));
        // Time stamps of a video vary around its rate. Without the tolerance, every second picture could be dropped.
        this.shortestInterval =
                framesPerSecond.isPresent() ? interval.multipliedBy(9).dividedBy(10) : Duration.ZERO;
    }

    static VideoGrabber open(Video video, OptionalDouble framesPerSecond) {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.address());
        video.format().ifPresent(grabber::setFormat);
        if (video.address().startsWith("rtsp")) {
            // With UDP, a lost packet causes a corrupted picture, which the watch would treat as motion.
            grabber.setOption("rtsp_transport", "tcp");
            grabber.setOption("timeout", "10000000");
        }
        try {
            grabber.start();
        } catch (FrameGrabber.Exception failure) {
            release(grabber);
            throw new SourceException(
                    "cannot open source " + withoutPassword(video.address())
                            + "; check the address and its credentials",
                    failure);
        }
        return new VideoGrabber(video, grabber, framesPerSecond);
    }

    @Override
    public Optional<EncodedPicture> next() {
        try {
            for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
                Duration at = Duration.ofNanos(grabber.getTimestamp() * NANOS_PER_MICRO);
                boolean due = last.isEmpty() || at.compareTo(last.get().plus(shortestInterval)) >= 0;
                if (due) {
                    last = Optional.of(at);
                    return Optional.of(encode(frame, at));
                }
            }
            return Optional.empty();
        } catch (IOException failure) {
            throw new SourceException(
                    "reading source " + withoutPassword(video.address()) + " failed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public Duration interval() {
        return interval;
    }

    @Override
    public boolean isLive() {
        return video.live();
    }

    @Override
    public void close() {
        converter.close();
        release(grabber);
    }

    private EncodedPicture encode(Frame frame, Duration at) throws IOException {
        BufferedImage image = converter.convert(frame);
        String name = withoutPassword(video.address()) + " at " + at.toMillis() + " ms";
        return new EncodedPicture(name, Encoding.JPEG, image.getWidth(), image.getHeight(), jpeg(image), at);
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), quality);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Removes user and password: URLs of cameras often contain them, and messages are logged. */
    private static String withoutPassword(String address) {
        return address.replaceFirst("//[^/@]*@", "//");
    }

    private static void release(FFmpegFrameGrabber grabber) {
        try {
            grabber.release();
        } catch (FrameGrabber.Exception ignored) {
            // Nothing is left to release, and a user cannot do anything about it.
        }
    }
}
