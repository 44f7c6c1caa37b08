package io.vestibule.lab.scenes.script;

/**
 * A face in one of the zoo's photographs.
 *
 * @param photograph name of the photograph, "sample1" to "sample6"
 * @param number index of the face in that photograph, from left to right, from 0
 */
public record Portrait(String photograph, int number) {

    @Override
    public String toString() {
        return photograph + "." + number;
    }
}
