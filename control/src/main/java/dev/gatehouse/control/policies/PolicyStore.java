package dev.gatehouse.control.policies;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Policies in the service's database; none is ever deleted. Thread-safe. */
public final class PolicyStore {
  private final Jdbi jdbi;

  public PolicyStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void keep(String digest, byte[] bytes, String signature, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "INSERT INTO policy (digest, bytes, signature, published_at) VALUES (:digest,"
                        + " :bytes, :signature, :now) ON CONFLICT (digest) DO UPDATE SET signature"
                        + " = excluded.signature")
                .bind("digest", digest)
                .bind("bytes", bytes)
                .bind("signature", signature)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  Optional<SignedPolicy> find(String digest) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT bytes, signature FROM policy WHERE digest = :digest")
                .bind("digest", digest)
                .map((row, context) -> new SignedPolicy(row.getBytes(1), row.getString(2)))
                .findOne());
  }
}
