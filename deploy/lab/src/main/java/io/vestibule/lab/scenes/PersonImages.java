package io.vestibule.lab.scenes;

import io.vestibule.lab.scenes.script.Portrait;
import java.awt.image.BufferedImage;

/** Who stands before the cameras. */
interface PersonImages {

    /** @throws IllegalArgumentException if there is no such portrait */
    HeadImage sitter(Portrait portrait);

    /** The face and what is around it ({@link #AROUND} of its size to each side), as somebody would print it. */
    BufferedImage print(Portrait portrait);

    /** Share of the face's width and height that a print shows to each side of the face. */
    double AROUND = 0.45;
}
