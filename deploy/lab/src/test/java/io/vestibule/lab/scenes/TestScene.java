package io.vestibule.lab.scenes;

import static io.vestibule.lab.scenes.FrameSize.HEIGHT;
import static io.vestibule.lab.scenes.FrameSize.WIDTH;

import io.vestibule.degradation.InfraredConversion;
import io.vestibule.degradation.JpegEncoder;
import io.vestibule.degradation.SensorNoise;
import io.vestibule.lab.scenes.script.Place;
import io.vestibule.lab.scenes.script.Portrait;
import io.vestibule.lab.scenes.script.TimeSpan;
import io.vestibule.models.geometry.BoundingBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A scene in front of a camera: objects and people that appear and disappear at fixed times. */
final class TestScene {

    private static final long SEED = 11;
    private static final Duration NO_END = Duration.ofDays(1);

    private final PersonImages people;
    private final SensorNoise noise = new SensorNoise(SEED);
    private final InfraredConversion infrared = InfraredConversion.ofDoorCamera(FrameSize.WIDTH, FrameSize.HEIGHT);
    private final JpegEncoder jpeg = new JpegEncoder(0.85f);
    private final List<Part> parts = new ArrayList<>();
    private TimeSpan dark = new TimeSpan(NO_END, NO_END.plusSeconds(1));

    private record Part(TimeSpan interval, Drawing drawing) {}

    @FunctionalInterface
    private interface Drawing {
        /** @param seconds since the part began */
        void draw(Graphics2D graphics, double seconds);
    }

    TestScene(Place place, PersonImages people) {
        this.people = people;
        BufferedImage backdrop = Backdrop.of(place, SEED);
        add(0, NO_END.toSeconds(), (graphics, seconds) -> graphics.drawImage(backdrop, 0, 0, null));
    }

    /** From this time the camera shows another place. */
    TestScene turnedTo(Place place, double from) {
        BufferedImage backdrop = Backdrop.of(place, SEED + 1);
        return add(from, NO_END.toSeconds(), (graphics, seconds) -> graphics.drawImage(backdrop, 0, 0, null));
    }

    TestScene pram(double from) {
        return add(from, NO_END.toSeconds(), (graphics, seconds) -> new ScenePainter(graphics, new Random(SEED))
                .raised(180, 300, 130, 70, new Color(40, 52, 84))
                .disc(305, 300, 46, new Color(36, 46, 76))
                .line(180, 305, 140, 262, new Color(30, 30, 34), 7)
                .disc(205, 398, 24, new Color(26, 26, 28))
                .disc(205, 398, 14, new Color(186, 186, 190))
                .disc(290, 398, 24, new Color(26, 26, 28))
                .disc(290, 398, 14, new Color(186, 186, 190)));
    }

    /** Drives in from the right for two seconds and parks. */
    TestScene car(double from) {
        return add(from, NO_END.toSeconds(), (graphics, seconds) -> {
            int left = (int) (200 + 440 * Math.max(0, 1 - seconds / 2));
            ScenePainter brush = new ScenePainter(graphics, new Random(SEED));
            graphics.setColor(new Color(150, 40, 36));
            graphics.fill(new Polygon(
                    new int[] {left, left + 30, left + 130, left + 190, left + 400, left + 440, left + 440, left},
                    new int[] {330, 270, 250, 180, 180, 260, 380, 380},
                    8));
            brush.wall(left + 150, 195, 110, 60, new Color(70, 92, 110), new Color(130, 150, 164))
                    .wall(left + 275, 195, 110, 60, new Color(70, 92, 110), new Color(130, 150, 164))
                    .disc(left + 100, 385, 44, new Color(24, 24, 26))
                    .disc(left + 100, 385, 22, new Color(170, 172, 176))
                    .disc(left + 350, 385, 44, new Color(24, 24, 26))
                    .disc(left + 350, 385, 22, new Color(170, 172, 176));
        });
    }

    /** Puts a poster on the left of the wall, at {@link #poster()}. */
    TestScene poster(Portrait portrait, double from) {
        BufferedImage print = people.print(portrait);
        int width = 170;
        int height = width * print.getHeight() / print.getWidth();
        return add(from, NO_END.toSeconds(), (graphics, seconds) -> {
            new ScenePainter(graphics, new Random(SEED))
                    .raised(50, 60, width + 20, height + 20, new Color(238, 236, 230));
            graphics.drawImage(print, 60, 70, width, height, null);
        });
    }

    /** Returns the approximate box of the poster. */
    static BoundingBox poster() {
        return new BoundingBox(50, 60, 240, 300);
    }

    /**
     * Adds a standing person who sways by half a centimetre (for a face of 16 cm) and nods slightly every four seconds.
     */
    TestScene standing(Portrait portrait, double from, double to) {
        PersonSprite sprite = new PersonSprite(people.head(portrait));
        return add(from, to, (graphics, seconds) -> {
            double nod = Math.max(0, Math.sin(seconds * Math.PI / 2) - 0.9) * 10;
            sprite.draw(
                    graphics,
                    360 + 2.6 * Math.sin(seconds * 1.1) + 0.8 * Math.sin(seconds * 2.7),
                    190 + 0.8 * Math.sin(seconds * 1.7) + 8 * nod,
                    96,
                    1.5 * Math.sin(seconds * 0.9) + 3 * nod);
        });
    }

    /** Adds a visitor who comes from the right, stands most of the time, and leaves. */
    TestScene visitor(Portrait portrait, double from, double to) {
        PersonSprite sprite = new PersonSprite(people.head(portrait));
        return add(from, to, (graphics, seconds) -> {
            double near = Math.max(0, Math.min(1, Math.min(seconds, to - from - seconds) / 2));
            sprite.draw(
                    graphics,
                    WIDTH * (1.15 - 0.6 * near) + 5 * Math.sin(seconds * 1.9),
                    180 + 3 * Math.sin(seconds * 2.3),
                    60 + 50 * near,
                    2.5 * Math.sin(seconds * 1.3));
        });
    }

    /** Adds a visitor who approaches until the face fills the picture, looks into the lens, and leaves. */
    TestScene lookingIntoTheLens(Portrait portrait, double from, double to) {
        PersonSprite sprite = new PersonSprite(people.head(portrait));
        return add(from, to, (graphics, seconds) -> {
            double near = Math.max(0, Math.min(1, Math.min(seconds, to - from - seconds) / 2));
            sprite.draw(
                    graphics,
                    WIDTH * (0.9 - 0.4 * near) + 6 * Math.sin(seconds * 1.9),
                    HEIGHT * (0.4 + 0.1 * near) + 4 * Math.sin(seconds * 2.3),
                    60 + 260 * near,
                    2.5 * Math.sin(seconds * 1.3));
        });
    }

    TestScene handOverTheLens(double from, double to) {
        LensCover cover = new LensCover(new TimeSpan(millis(from), millis(to)));
        return add(from, to, (graphics, seconds) -> cover.draw(graphics, millis(from + seconds)));
    }

    /** Fades the light to black, without infrared. */
    TestScene nightfall(double from, double to) {
        return add(from, NO_END.toSeconds(), (graphics, seconds) -> {
            graphics.setColor(new Color(0, 0, 0, (float) Math.min(1, seconds / (to - from))));
            graphics.fillRect(0, 0, WIDTH, HEIGHT);
        });
    }

    TestScene infrared(double from, double to) {
        dark = new TimeSpan(millis(from), millis(to));
        return this;
    }

    boolean isDark(Duration time) {
        return dark.contains(time);
    }

    /** Returns the frame at a time, as JPEG. */
    byte[] frame(Duration time) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        for (Part part : parts) {
            if (part.interval().contains(time)) {
                double seconds = time.minus(part.interval().from()).toMillis() / 1000.0;
                part.drawing().draw(graphics, seconds);
            }
        }
        graphics.dispose();
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        if (isDark(time)) {
            infrared.apply(pixels);
        }
        noise.addTo(pixels, 1, isDark(time) ? 7 : 4, isDark(time), new Random(SEED * 31 + time.toMillis()));
        return jpeg.encode(image);
    }

    private TestScene add(double from, double to, Drawing drawing) {
        parts.add(new Part(new TimeSpan(millis(from), millis(to)), drawing));
        return this;
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }
}
