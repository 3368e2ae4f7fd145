package dev.gatehouse.control.api;

import java.util.List;

/**
 * {@code GET /v1/me}.
 *
 * @param groups mapped groups
 * @param roles of {@code analyst}, {@code dba}, {@code reviewer}, {@code policy_author}
 */
public record MeView(
    String issuer, String subject, String name, List<String> groups, List<String> roles) {}
