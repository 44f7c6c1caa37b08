package io.vestibule.service.cli;

import picocli.CommandLine.Option;

/** Output of a command whose results are for people or, with {@code --json}, for scripts. */
public final class ResultOutput extends CommandOutput {
    @Option(names = "--json", description = "Print each result as one JSON object on one line.")
    private boolean json;

    /** Whether results are printed as JSON. */
    public boolean isJson() {
        return json;
    }

    /**
     * Prints a result.
     *
     * @param json record, map or list for the JSON form
     * @param text line for people
     */
    public void result(Object json, String text) {
        result(this.json ? JsonLine.of(json) : text);
    }

    /**
     * Prints a result with a report of several lines for people.
     *
     * @param json record, map or list for the JSON form
     * @param report lines for people
     */
    public void resultReport(Object json, String report) {
        if (this.json) {
            result(JsonLine.of(json));
        } else {
            report.lines().forEach(this::result);
        }
    }
}
