package dev.gatehouse.control.api;

/**
 * Body of {@code POST /v1/grants/{id}/review}: what a reviewer says of an emergency afterwards.
 *
 * @param verdict {@code justified} or {@code not_justified}
 * @param comment why; not blank
 */
public record EmergencyReview(String verdict, String comment) {}
