package io.vestibule.lab.scenes.script;

/**
 * Somebody who is enrolled before the cameras start.
 *
 * @param subject as the access-control system calls her
 * @param portrait what she is enrolled from
 * @param rendering how that portrait is photographed
 */
public record Resident(String subject, Portrait portrait, PhotoRendering rendering) {}
