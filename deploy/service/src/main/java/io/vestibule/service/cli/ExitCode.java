package io.vestibule.service.cli;

/** How the program ends. Scripts depend on these numbers: new ones may be added, none may change. */
public enum ExitCode {
    OK(0, "done"),
    FAILED(1, "failed; standard error says why"),
    USAGE(2, "the command line cannot be understood"),
    CONFIGURATION(3, "the configuration cannot be used"),
    BROKER_UNREACHABLE(4, "no broker answers, or it lets us not in"),
    MODELS_MISSING(5, "models are missing, tampered with or not allowed"),
    REJECTED(6, "the request was rejected"),
    NO_ANSWER(7, "nobody answered in time; is 'run enrol' running?"),
    TOPICS_MISSING(8, "a topic is missing; 'topics create' makes it"),
    DEMO_UNSAFE(9, "the demo named somebody who was not there, or took a poster for a visitor"),
    NOT_PASSED(10, "the student did not pass the gate"),
    DIVERGED(11, "the training diverged; the last good checkpoint is kept"),
    DAMAGED(12, "a file of the dataset is not as its manifest says");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** In words, for the help. */
    public String meaning() {
        return meaning;
    }
}
