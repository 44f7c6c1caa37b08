package io.vestibule.lab.scenes.script;

/**
 * One face of one photograph of the zoo.
 *
 * @param photograph name of the photograph, "sample1" to "sample6"
 * @param number of the face among those that the detector finds there, from the left, from 0
 */
public record Portrait(String photograph, int number) {

    @Override
    public String toString() {
        return photograph + "." + number;
    }
}
