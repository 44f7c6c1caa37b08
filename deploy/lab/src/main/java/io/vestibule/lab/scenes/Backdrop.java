package io.vestibule.lab.scenes;

import static io.vestibule.lab.scenes.FrameSize.HEIGHT;
import static io.vestibule.lab.scenes.FrameSize.WIDTH;
import static io.vestibule.lab.scenes.ScenePainter.grey;

import io.vestibule.lab.scenes.script.Place;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** The drawn background of each place. It contains no text, because a machine without fonts must be able to draw it. */
final class Backdrop {

    private Backdrop() {}

    static BufferedImage of(Place place, long seed) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(seed);
        Graphics2D graphics = image.createGraphics();
        ScenePainter brush = new ScenePainter(graphics, random);
        switch (place) {
            case PORCH -> porch(brush);
            case COURTYARD -> courtyard(brush);
            case GARAGE -> garage(brush);
            case MAIL_ROOM -> mailRoom(brush);
        }
        graphics.dispose();
        ScenePainter.roughen(image, random);
        return image;
    }

    private static void porch(ScenePainter brush) {
        brush.wall(0, 0, WIDTH, 330, new Color(226, 210, 184), new Color(198, 178, 148))
                .glow(352, 70, 300, new Color(255, 236, 190, 120))
                .wall(0, 258, WIDTH, 72, new Color(150, 128, 104), new Color(126, 106, 86))
                .line(0, 258, WIDTH, 258, new Color(104, 84, 66), 4)
                .tiles(330, new Color(170, 152, 132), new Color(128, 112, 96))
                .letterBoxes(52, 104, 4, 4, new Color(164, 166, 166))
                .door(418, 92, 112, 238, new Color(112, 72, 48), new Color(182, 152, 118))
                .raised(338, 52, 28, 38, new Color(232, 220, 190))
                .glow(352, 72, 60, new Color(255, 246, 214, 210))
                .plant(588, 352, 128)
                .raised(216, 360, 150, 26, new Color(96, 86, 82))
                .vignette(90);
    }

    private static void courtyard(ScenePainter brush) {
        brush.wall(0, 0, WIDTH, 90, new Color(206, 218, 228), new Color(224, 228, 228))
                .bricks(62, 318, new Color(168, 102, 80), new Color(186, 172, 158))
                .box(0, 54, WIDTH, 12, new Color(196, 190, 180))
                .line(0, 66, WIDTH, 66, new Color(120, 104, 92), 2)
                .tiles(316, new Color(158, 156, 148), new Color(120, 118, 110))
                .raised(196, 112, 108, 92, new Color(228, 226, 220))
                .wall(203, 119, 44, 78, new Color(96, 116, 132), new Color(146, 166, 178))
                .wall(253, 119, 44, 78, new Color(110, 130, 144), new Color(160, 178, 188))
                .raised(190, 204, 120, 8, new Color(206, 202, 194))
                .bush(0, 226, 178, 112)
                .bush(430, 214, 220, 130)
                .plant(372, 340, 92);
        for (int x = 474; x <= 602; x += 16) {
            brush.line(x, 92, x, 318, new Color(52, 56, 58), 4);
        }
        brush.line(468, 108, 608, 108, new Color(52, 56, 58), 5)
                .line(468, 292, 608, 292, new Color(52, 56, 58), 5)
                .glow(120, 30, 320, new Color(255, 250, 232, 70))
                .vignette(70);
    }

    private static void garage(ScenePainter brush) {
        brush.wall(0, 0, WIDTH, 330, grey(92), grey(120));
        for (int y = 44; y < 330; y += 72) {
            brush.line(0, y, WIDTH, y, grey(84), 2);
        }
        brush.tiles(330, grey(104), grey(96));
        brush.raised(58, 96, 254, 236, grey(150));
        for (int y = 104; y < 330; y += 14) {
            brush.wall(66, y, 238, 12, grey(168), grey(128));
        }
        brush.box(168, 300, 34, 6, grey(60)).raised(430, 0, 66, 396, grey(138)).box(430, 262, 66, 80, grey(206));
        for (int i = 0; i < 4; i++) {
            brush.line(436, 272 + 20 * i, 490, 266 + 20 * i, grey(52), 9);
        }
        brush.line(0, 30, WIDTH, 30, grey(66), 9)
                .line(0, 27, WIDTH, 27, grey(132), 2)
                .line(366, 30, 366, 210, grey(74), 7)
                .raised(350, 206, 34, 46, grey(158))
                .raised(540, 128, 58, 78, grey(176))
                .disc(569, 158, 17, grey(96))
                .disc(569, 158, 11, grey(214))
                .line(90, 478, 250, 340, grey(190), 6)
                .line(600, 478, 520, 400, grey(190), 6)
                .glow(320, 230, 380, new Color(255, 255, 255, 46))
                .vignette(150);
    }

    private static void mailRoom(ScenePainter brush) {
        brush.wall(0, 0, WIDTH, 336, new Color(196, 212, 212), new Color(170, 188, 190))
                .glow(300, 10, 360, new Color(255, 255, 246, 120))
                .box(0, 322, WIDTH, 14, new Color(226, 228, 224))
                .tiles(336, new Color(176, 148, 116), new Color(140, 114, 88));
        Color[] fronts = {new Color(74, 104, 128), new Color(88, 120, 144), new Color(220, 168, 76)};
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 3; column++) {
                Color front = row == 2 && column == 1 ? fronts[2] : fronts[(row + column) % 2];
                brush.raised(432 + column * 66, 84 + row * 64, 60, 58, front)
                        .disc(482 + column * 66, 116 + row * 64, 3, new Color(232, 232, 226));
            }
        }
        brush.raised(246, 246, 150, 12, new Color(150, 112, 74))
                .box(258, 258, 8, 84, new Color(112, 82, 54))
                .box(376, 258, 8, 84, new Color(112, 82, 54))
                .raised(280, 206, 58, 40, new Color(196, 156, 108))
                .box(304, 206, 10, 40, new Color(214, 184, 140))
                .plant(48, 376, 110)
                .vignette(80);
    }
}
