package io.vestibule.service.cli;

/** Exit codes of the program. Scripts depend on the numbers: new ones may be added, existing ones must not change. */
public enum ExitCode {
    OK(0, "success"),
    FAILED(1, "failed; standard error shows the reason"),
    USAGE(2, "an option or argument is invalid"),
    CONFIGURATION(3, "the configuration is invalid"),
    BROKER_UNREACHABLE(4, "the broker is unreachable or rejected the credentials"),
    MODELS_MISSING(5, "models are missing, damaged or not allowed by the profile"),
    REJECTED(6, "the request was rejected"),
    NO_ANSWER(7, "there was no response in time; is 'run enrol' running?"),
    TOPICS_MISSING(8, "a topic is missing; create it with 'topics create'"),
    DEMO_UNSAFE(9, "the demo identified a person who was absent, or counted the poster as a visitor"),
    NOT_PASSED(10, "the student did not pass the gate"),
    DIVERGED(11, "the training diverged; the last good checkpoint is kept"),
    DAMAGED(12, "a file of the dataset does not match its manifest"),
    NOT_ENROLLED(13, "the subject to erase was not enrolled");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** Text for help and reference pages. */
    public String meaning() {
        return meaning;
    }
}
