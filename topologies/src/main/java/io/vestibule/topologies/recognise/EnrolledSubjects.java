package io.vestibule.topologies.recognise;

/** What visits must know of the gallery. */
interface EnrolledSubjects {

    /** Whether the gallery contains the subject. False after an erasure. */
    boolean isEnrolled(String subject);

    /** Whether the two were enrolled with permission although they resemble each other. */
    boolean areSimilar(String one, String other);
}
