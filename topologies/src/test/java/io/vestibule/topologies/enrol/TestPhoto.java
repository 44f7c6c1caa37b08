package io.vestibule.topologies.enrol;

import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A photograph for fake models: a real PNG header, followed by the content that the models return.
 *
 * @param width pixels.
 * @param height pixels.
 * @param face the face as an angle in degrees; the similarity of two faces is the cosine of the angle between them.
 * @param boxes the detected faces, in shares of the frame.
 * @param quality quality of every face.
 * @param turned whether the picture must be rotated by 90 degrees, as EXIF can specify.
 */
record TestPhoto(int width, int height, int face, List<BoundingBox> boxes, FaceQuality quality, boolean turned) {

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int HEADER = 24;

    static TestPhoto of(int face) {
        return new TestPhoto(
                640,
                480,
                face,
                List.of(new BoundingBox(0.25f, 0.25f, 0.5f, 0.75f)),
                new FaceQuality(160, 120, 0.5f, 1, 2, 3),
                false);
    }

    static TestPhoto withoutFace() {
        return of(0).showing();
    }

    TestPhoto showing(BoundingBox... faces) {
        return new TestPhoto(width, height, face, List.of(faces), quality, turned);
    }

    TestPhoto with(FaceQuality other) {
        return new TestPhoto(width, height, face, boxes, other, turned);
    }

    TestPhoto sized(int otherWidth, int otherHeight) {
        return new TestPhoto(otherWidth, otherHeight, face, boxes, quality, turned);
    }

    TestPhoto rotated() {
        return new TestPhoto(width, height, face, boxes, quality, true);
    }

    /** Converts a box to pixels of the upright picture. */
    BoundingBox pixels(BoundingBox shares) {
        return turned ? shares.scaled(height, width) : shares.scaled(width, height);
    }

    ByteBuffer bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + 4 + 4 + 4 * 6 + 4 * 4 * boxes.size());
        bytes.putLong(PNG_SIGNATURE).putInt(13).putInt(0x49484452).putInt(width).putInt(height);
        bytes.putInt(face).putInt(turned ? 1 : 0);
        bytes.putFloat(quality.size()).putFloat(quality.sharpness()).putFloat(quality.brightness());
        bytes.putFloat(quality.yaw()).putFloat(quality.pitch()).putFloat(quality.roll());
        boxes.forEach(box -> bytes.putFloat(box.left())
                .putFloat(box.top())
                .putFloat(box.right())
                .putFloat(box.bottom()));
        return bytes.flip();
    }

    static TestPhoto read(ByteBuffer image) {
        ByteBuffer bytes = image.duplicate();
        bytes.position(16);
        int width = bytes.getInt();
        int height = bytes.getInt();
        int face = bytes.getInt();
        boolean turned = bytes.getInt() == 1;
        FaceQuality quality = new FaceQuality(
                bytes.getFloat(),
                bytes.getFloat(),
                bytes.getFloat(),
                bytes.getFloat(),
                bytes.getFloat(),
                bytes.getFloat());
        List<BoundingBox> boxes = new ArrayList<>();
        while (bytes.hasRemaining()) {
            boxes.add(new BoundingBox(bytes.getFloat(), bytes.getFloat(), bytes.getFloat(), bytes.getFloat()));
        }
        return new TestPhoto(width, height, face, boxes, quality, turned);
    }
}
