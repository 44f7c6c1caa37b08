package io.vestibule.dataset;

import io.vestibule.models.face.AlignedFace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An aligned face as a PNG: lossless, and readable everywhere. Decoding is left to whoever needs the pixels, in whichever thread.
 *
 * @param png a whole PNG file of {@link AlignedFace#SIDE} square pixels, eight bits of red, green and blue; not to be changed
 */
public record FacePicture(byte[] png) {

    public static FacePicture of(AlignedFace face) {
        var image = new BufferedImage(AlignedFace.SIDE, AlignedFace.SIDE, BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(
                face.bgr(), 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, AlignedFace.BYTES);
        var bytes = new ByteArrayOutputStream(AlignedFace.BYTES);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), null);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write to memory", e);
        } finally {
            writer.dispose();
        }
        return new FacePicture(bytes.toByteArray());
    }

    /**
     * About a millisecond.
     *
     * @throws DatasetException if this is no such PNG
     */
    public AlignedFace decode() {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in, true, true);
            var image = new BufferedImage(AlignedFace.SIDE, AlignedFace.SIDE, BufferedImage.TYPE_3BYTE_BGR);
            if (reader.getWidth(0) != AlignedFace.SIDE || reader.getHeight(0) != AlignedFace.SIDE) {
                throw new DatasetException("a face has " + AlignedFace.SIDE + "x" + AlignedFace.SIDE + " pixels, not "
                        + reader.getWidth(0) + "x" + reader.getHeight(0));
            }
            var settings = reader.getDefaultReadParam();
            settings.setDestination(image);
            reader.read(0, settings);
            return new AlignedFace(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The reader tells of other colours, and of some damage, by the latter two.
            throw new DatasetException(
                    "a face's picture is no whole PNG of eight bits of red, green and blue: " + e.getMessage(), e);
        } finally {
            reader.dispose();
        }
    }
}
