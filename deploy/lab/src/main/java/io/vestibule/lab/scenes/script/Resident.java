package io.vestibule.lab.scenes.script;

/**
 * A person who is enrolled before the cameras start.
 *
 * @param subject id in the access-control system
 * @param portrait source of the enrolment photograph
 * @param rendering how that portrait is changed
 */
public record Resident(String subject, Portrait portrait, PhotoRendering rendering) {}
