package io.vestibule.service.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Java2DFrameConverter;

/** Pictures drawn for tests. */
public final class DrawnPictures {
    private DrawnPictures() {}

    /** A small grey picture. */
    public static Path small(Path folder, String name) {
        return write(folder.resolve(name), new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB));
    }

    /** A picture of noise, which no encoding can compress. */
    public static Path noise(Path folder, String name, int width, int height) {
        return write(folder.resolve(name), noise(width, height));
    }

    /** A video with 10 pictures per second. */
    public static Path video(Path folder, String name, int pictures) {
        return video(folder, name, pictures, new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR), 0);
    }

    /**
     * A video of one picture, with 10 pictures per second.
     *
     * @param rotation angle in degrees by which a player must turn the video counterclockwise
     */
    public static Path video(Path folder, String name, int pictures, BufferedImage picture, double rotation) {
        Path file = folder.resolve(name);
        try (Java2DFrameConverter converter = new Java2DFrameConverter();
                FFmpegFrameRecorder recorder =
                        new FFmpegFrameRecorder(file.toFile(), picture.getWidth(), picture.getHeight())) {
            avutil.av_log_set_level(avutil.AV_LOG_FATAL);
            recorder.setFrameRate(10);
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
            recorder.setVideoQuality(1);
            recorder.setGopSize(10);
            recorder.setDisplayRotation(rotation);
            recorder.start();
            for (int i = 0; i < pictures; i++) {
                recorder.record(converter.convert(picture));
            }
            recorder.stop();
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A file with one second of sound and no video. */
    public static Path sound(Path folder, String name) {
        Path file = folder.resolve(name);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), 1)) {
            avutil.av_log_set_level(avutil.AV_LOG_FATAL);
            recorder.setSampleRate(44_100);
            recorder.start();
            recorder.recordSamples(44_100, 1, ShortBuffer.allocate(44_100));
            recorder.stop();
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The pixels of an encoded picture. */
    public static BufferedImage decode(ByteBuffer encoded) throws IOException {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.duplicate().get(bytes);
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }

    /** Random colours, which no encoding can compress. */
    public static BufferedImage noise(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    private static Path write(Path file, BufferedImage image) {
        try {
            Files.createDirectories(file.getParent());
            String format = file.toString().endsWith(".png") ? "png" : "jpg";
            ImageIO.write(image, format, file.toFile());
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
