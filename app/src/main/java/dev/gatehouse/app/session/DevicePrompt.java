package dev.gatehouse.app.session;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person is told who signs in on another device (RFC 8628, section 3.3).
 *
 * @param page the address to open there
 * @param pageWithCode an address that holds the code already, for a QR code or a link
 * @param code what to type in on that page
 * @param until when the code ends
 */
public record DevicePrompt(URI page, Optional<URI> pageWithCode, String code, Instant until) {
  public DevicePrompt {
    Objects.requireNonNull(page);
    Objects.requireNonNull(pageWithCode);
    Objects.requireNonNull(code);
    Objects.requireNonNull(until);
  }
}
