package dev.gatehouse.control.api;

/**
 * A data source as a person may see it in {@code GET /v1/sources}.
 *
 * @param name unique short name
 * @param title for people
 * @param environment {@code dev}, {@code staging} or {@code prod}
 * @param dialect {@code postgresql}, {@code mariadb} or {@code mysql}
 * @param database its name on the server
 */
public record SourceView(
    String name, String title, String environment, String dialect, String database) {}
