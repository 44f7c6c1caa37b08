package io.vestibule.dataset.read;

/**
 * Something that is not as the manifest says.
 *
 * @param file its name in the dataset's folder
 * @param problem in a sentence without an end stop
 */
public record DatasetProblem(String file, String problem) {}
