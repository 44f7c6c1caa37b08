package io.vestibule.lab.scenes;

import static io.vestibule.lab.scenes.FrameSize.HEIGHT;
import static io.vestibule.lab.scenes.FrameSize.WIDTH;

import io.vestibule.lab.scenes.script.Poster;
import io.vestibule.lab.scenes.script.ScriptedDoor;
import io.vestibule.lab.scenes.script.ScriptedVisit;
import io.vestibule.lab.scenes.script.TimeSpan;
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
 * The camera of one door of the script. A frame depends on the door, the seed and its number alone, not on the frames asked
 * for before it. One thread at a time.
 */
public final class SimulatedCamera {

    private static final float QUALITY = 0.85f;

    /** Standard deviation of the noise of 8-bit values: a good indoor picture, and one in the dark. */
    private static final double VISIBLE_NOISE = 4;

    private static final double INFRARED_NOISE = 7;

    private final ScriptedDoor door;
    private final long seed;
    private final BufferedImage backdrop;
    private final Map<ScriptedVisit, PersonSprite> figures = new HashMap<>();
    private final SensorNoise noise;
    private final InfraredFilter infrared = new InfraredFilter();
    private final JpegEncoder jpeg = new JpegEncoder(QUALITY);
    private final Optional<BoundingBox> posterFace;

    private SimulatedCamera(ScriptedDoor door, PersonImages cast, long seed) {
        this.door = door;
        this.seed = seed ^ door.camera().hashCode();
        this.backdrop = Backdrop.of(door.place(), this.seed);
        this.noise = new SensorNoise(this.seed);
        for (ScriptedVisit visit : door.visits()) {
            figures.put(visit, new PersonSprite(cast.sitter(visit.portrait())));
        }
        posterFace = door.poster().map(poster -> hang(poster, cast));
    }

    /**
     * A camera that shows people.
     *
     * @throws IllegalStateException if a poster hangs there whose face the detector overlooks: it would prove nothing
     */
    public static SimulatedCamera of(ScriptedDoor door, ZooPortraits album, long seed) {
        SimulatedCamera camera = new SimulatedCamera(door, album, seed);
        camera.posterFace().ifPresent(expected -> camera.requireFace(album, expected));
        return camera;
    }

    /** The same camera, but nobody has a face: for pictures that are shown around. */
    public static SimulatedCamera withoutFaces(ScriptedDoor door, ZooPortraits album, long seed) {
        return new SimulatedCamera(door, new SilhouetteImages(album), seed);
    }

    public ScriptedDoor door() {
        return door;
    }

    /** Where the face of the poster is, in pixels; empty if none hangs here. */
    public Optional<BoundingBox> posterFace() {
        return posterFace;
    }

    /** The frame of this time, as JPEG. */
    public byte[] frame(Duration time) {
        BufferedImage image = scene(time);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        boolean dark = door.spectrum() == Spectrum.INFRARED;
        if (dark) {
            infrared.apply(pixels);
        }
        Random random = new Random(seed * 31 + time.toMillis());
        noise.addTo(pixels, gain(time), dark ? INFRARED_NOISE : VISIBLE_NOISE, dark, random);
        return jpeg.encode(image);
    }

    /** The door without visitors and without noise: what charts are laid over. */
    public BufferedImage empty() {
        BufferedImage image = copy(backdrop);
        if (door.spectrum() == Spectrum.INFRARED) {
            infrared.apply(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        }
        return image;
    }

    private BufferedImage scene(Duration time) {
        BufferedImage image = copy(backdrop);
        Optional<ScriptedVisit> visit = visitAt(time);
        if (visit.isPresent()) {
            Graphics2D graphics = image.createGraphics();
            WalkPath.Pose pose = new WalkPath(visit.get()).at(time);
            figures.get(visit.get()).draw(graphics, pose.x(), pose.y(), pose.faceWidth(), pose.turn());
            visit.get().cover().map(LensCover::new).ifPresent(hand -> hand.draw(graphics, time));
            graphics.dispose();
        }
        return image;
    }

    private Optional<ScriptedVisit> visitAt(Duration time) {
        return door.visits().stream()
                .filter(visit -> new TimeSpan(visit.from(), visit.to()).contains(time))
                .findFirst();
    }

    /** Light is never quite still: a cloud, a lamp on the mains. */
    private double gain(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        return 1 + 0.012 * Math.sin(seconds / 7) + 0.004 * Math.sin(seconds * 2.7);
    }

    /** Puts the poster on the wall; tells where its face is. */
    private BoundingBox hang(Poster poster, PersonImages cast) {
        BufferedImage print = cast.print(poster.portrait());
        HeadImage sitter = cast.sitter(poster.portrait());
        double faceWidth = poster.faceWidth() * WIDTH;
        double scale = faceWidth / HeadImage.FACE_WIDTH;
        double faceHeight = sitter.faceHeight() * scale;
        double x = poster.x() * WIDTH;
        double y = poster.y() * HEIGHT;
        int width = (int) Math.round((1 + 2 * PersonImages.AROUND) * faceWidth);
        int height = (int) Math.round((1 + 2 * PersonImages.AROUND) * faceHeight);
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

    private void requireFace(ZooPortraits album, BoundingBox expected) {
        List<BoundingBox> found = album.faces(frame(Duration.ZERO));
        if (found.stream().noneMatch(face -> face.overlap(expected) > 0.5)) {
            throw new IllegalStateException("the detector does not see the poster at " + door.camera());
        }
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        image.copyData(copy.getRaster());
        return copy;
    }
}
