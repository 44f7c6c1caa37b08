package io.vestibule.lab.scenes;

import io.vestibule.lab.scenes.script.Portrait;
import java.awt.image.BufferedImage;

/** Images of the people in a scene. */
interface PersonImages {

    /**
     * Returns the person's head, cut out of the photograph.
     *
     * @throws IllegalArgumentException if there is no such portrait
     */
    HeadImage head(Portrait portrait);

    /** Returns the face with a margin of {@link #PRINT_MARGIN} on each side, as a printed picture. */
    BufferedImage print(Portrait portrait);

    /** Margin of a printed picture on each side, as a share of the face's width and height. */
    double PRINT_MARGIN = 0.45;
}
