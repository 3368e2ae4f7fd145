package dev.gatehouse.control.api;

/**
 * {@code application/problem+json} (RFC 9457).
 *
 * @param type a URI reference such as {@code /problems/grant-not-active}
 * @param title a short phrase
 * @param status the HTTP status
 * @param detail one sentence for a person: what is wrong and what to do
 */
public record Problem(String type, String title, int status, String detail) {}
