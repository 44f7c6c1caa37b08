package io.vestibule.dataset.read;

/**
 * A difference between the manifest and a file.
 *
 * @param file its name in the folder of the dataset
 * @param problem a sentence without full stop
 */
public record DatasetProblem(String file, String problem) {}
