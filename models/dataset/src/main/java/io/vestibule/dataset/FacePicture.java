package io.vestibule.dataset;

import io.vestibule.models.face.AlignedFace;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An aligned face as PNG: lossless, and readable by other tools. Callers decode it only if they need the pixels, in any thread.
 *
 * @param png a complete PNG file of {@link AlignedFace#SIDE} square pixels, eight bits of red, green and blue; must not be changed
 */
public record FacePicture(byte[] png) {

    public static FacePicture of(AlignedFace face) {
        BufferedImage image = new BufferedImage(AlignedFace.SIDE, AlignedFace.SIDE, BufferedImage.TYPE_3BYTE_BGR);
        System.arraycopy(face.bgr(), 0, pixels(image), 0, AlignedFace.BYTES);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(AlignedFace.BYTES);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
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
     * Returns the pixels. Takes about a millisecond.
     *
     * @throws DatasetException if the bytes are not such a PNG
     */
    public AlignedFace decode() {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in, true, true);
            BufferedImage image = new BufferedImage(AlignedFace.SIDE, AlignedFace.SIDE, BufferedImage.TYPE_3BYTE_BGR);
            if (reader.getWidth(0) != AlignedFace.SIDE || reader.getHeight(0) != AlignedFace.SIDE) {
                throw new DatasetException("a face must have " + AlignedFace.SIDE + "x" + AlignedFace.SIDE
                        + " pixels, not " + reader.getWidth(0) + "x" + reader.getHeight(0));
            }
            ImageReadParam parameters = reader.getDefaultReadParam();
            parameters.setDestination(image);
            reader.read(0, parameters);
            return new AlignedFace(pixels(image));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // The reader reports other colour models, and some damage, by the latter two.
            throw new DatasetException(
                    "the picture of a face is not a complete PNG of eight bits of red, green and blue: "
                            + e.getMessage(),
                    e);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] pixels(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}
