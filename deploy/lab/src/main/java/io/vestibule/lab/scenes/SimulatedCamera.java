package io.vestibule.lab.scenes;

import static io.vestibule.lab.scenes.FrameSize.HEIGHT;
import static io.vestibule.lab.scenes.FrameSize.WIDTH;

import io.vestibule.degradation.InfraredConversion;
import io.vestibule.degradation.JpegEncoder;
import io.vestibule.degradation.SensorNoise;
import io.vestibule.lab.scenes.script.Poster;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.lab.scenes.script.ScriptedVisit;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.schemas.Spectrum;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Simulated camera of one door of the script. A frame depends only on the door, the seed and the frame's time, not on
 * earlier frames. Not thread-safe.
 */
public final class SimulatedCamera {

    private static final float QUALITY = 0.85f;

    /** Standard deviation of the noise in grey levels: a good picture indoors, and a picture in the dark. */
    private static final double VISIBLE_NOISE = 4;

    private static final double INFRARED_NOISE = 7;

    private final ScriptedDoor door;
    private final long seed;
    private final BufferedImage backdrop;
    private final Map<ScriptedVisit, PersonSprite> sprites = new HashMap<>();
    private final SensorNoise noise;
    private final InfraredConversion infrared = InfraredConversion.ofDoorCamera(FrameSize.WIDTH, FrameSize.HEIGHT);
    private final JpegEncoder jpeg = new JpegEncoder(QUALITY);
    private final Optional<BoundingBox> posterFace;

    private SimulatedCamera(ScriptedDoor door, PersonImages people, long seed) {
        this.door = door;
        this.seed = seed ^ door.camera().hashCode();
        this.backdrop = Backdrop.of(door.place(), this.seed);
        this.noise = new SensorNoise(this.seed);
        for (ScriptedVisit visit : door.visits()) {
            sprites.put(visit, new PersonSprite(people.head(visit.portrait())));
        }
        posterFace = door.poster().map(poster -> drawPoster(poster, people));
    }

    /**
     * Returns a camera that shows people with their faces.
     *
     * @throws IllegalStateException if the detector does not find the face of the poster; the scene would then prove
     *     nothing
     */
    public static SimulatedCamera of(ScriptedDoor door, ZooPortraits portraits, long seed) {
        SimulatedCamera camera = new SimulatedCamera(door, portraits, seed);
        camera.posterFace().ifPresent(expected -> camera.requireFace(portraits, expected));
        return camera;
    }

    /** Returns the same camera with silhouettes instead of faces, for pictures that are published. */
    public static SimulatedCamera withoutFaces(ScriptedDoor door, ZooPortraits portraits, long seed) {
        return new SimulatedCamera(door, new SilhouetteImages(portraits), seed);
    }

    public ScriptedDoor door() {
        return door;
    }

    /** Returns the box of the poster's face in pixels, or empty if there is no poster. */
    public Optional<BoundingBox> posterFace() {
        return posterFace;
    }

    /** Returns the frame at a script time, as JPEG. */
    public byte[] frame(Duration time) {
        BufferedImage image = withVisitor(time);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        boolean dark = door.spectrum() == Spectrum.INFRARED;
        if (dark) {
            infrared.apply(pixels);
        }
        Random random = new Random(seed * 31 + time.toMillis());
        noise.addTo(pixels, gain(time), dark ? INFRARED_NOISE : VISIBLE_NOISE, dark, random);
        return jpeg.encode(image);
    }

    /** Returns the background without visitors and noise, on which charts are drawn. */
    public BufferedImage background() {
        BufferedImage image = copy(backdrop);
        if (door.spectrum() == Spectrum.INFRARED) {
            infrared.apply(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        }
        return image;
    }

    private BufferedImage withVisitor(Duration time) {
        BufferedImage image = copy(backdrop);
        sprites.forEach((visit, sprite) -> {
            if (visit.time().contains(time)) {
                Graphics2D graphics = image.createGraphics();
                WalkPath.Pose pose = new WalkPath(visit).at(time);
                sprite.draw(graphics, pose.x(), pose.y(), pose.faceWidth(), pose.turn());
                visit.cover().map(LensCover::new).ifPresent(cover -> cover.draw(graphics, time));
                graphics.dispose();
            }
        });
        return image;
    }

    /** Returns the brightness factor: slow changes like a cloud, faster ones like a flickering lamp. */
    private double gain(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return 1 + 0.012 * Math.sin(seconds / 7) + 0.004 * Math.sin(seconds * 2.7);
    }

    /** Draws the poster on the background and returns the box of its face. */
    private BoundingBox drawPoster(Poster poster, PersonImages people) {
        BufferedImage print = people.print(poster.portrait());
        HeadImage head = people.head(poster.portrait());
        double faceWidth = poster.faceWidth() * WIDTH;
        double scale = faceWidth / HeadImage.FACE_WIDTH;
        double faceHeight = head.faceHeight() * scale;
        double x = poster.x() * WIDTH;
        double y = poster.y() * HEIGHT;
        int width = (int) Math.round((1 + 2 * PersonImages.PRINT_MARGIN) * faceWidth);
        int height = (int) Math.round((1 + 2 * PersonImages.PRINT_MARGIN) * faceHeight);
        int left = (int) Math.round(x - width / 2.0);
        int top = (int) Math.round(y - height / 2.0);
        Graphics2D graphics = backdrop.createGraphics();
        new ScenePainter(graphics, new Random(seed))
                .raised(left - 10, top - 10, width + 20, height + 20, new Color(238, 236, 230));
        graphics.drawImage(print, left, top, width, height, null);
        graphics.dispose();
        return new BoundingBox(
                (float) (x - faceWidth / 2), (float) (y - faceHeight / 2), (float) (x + faceWidth / 2), (float)
                        (y + faceHeight / 2));
    }

    private void requireFace(ZooPortraits portraits, BoundingBox expected) {
        List<BoundingBox> found = portraits.faces(frame(Duration.ZERO));
        if (found.stream().noneMatch(face -> face.overlap(expected) > 0.5)) {
            throw new IllegalStateException("the detector does not find the poster of camera " + door.camera());
        }
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        image.copyData(copy.getRaster());
        return copy;
    }
}
