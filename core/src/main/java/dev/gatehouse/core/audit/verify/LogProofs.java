package dev.gatehouse.core.audit.verify;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds the proofs that segments are in the service's log against their receipts. */
final class LogProofs {
  private LogProofs() {}

  static void check(Recording recording, String logKey, List<Finding> findings) {
    Map<Long, String> roots = new HashMap<>();
    recording
        .proofs()
        .forEach(
            (number, text) -> {
              Optional<LogProof> proof = LogProof.open(text, logKey);
              Optional<byte[]> manifest = manifest(recording.receipts().get(number));
              if (proof.isEmpty() || manifest.isEmpty() || !proof.get().proves(manifest.get())) {
                findings.add(
                    Finding.of(
                        Finding.Kind.LOG_PROOF_WRONG,
                        number,
                        "The proof that segment "
                            + number
                            + " is in the service's log does not hold."));
                return;
              }
              LogCheckpoint checkpoint = proof.get().checkpoint();
              String root = HexFormat.of().formatHex(checkpoint.root());
              String other = roots.putIfAbsent(checkpoint.size(), root);
              if (other != null && !other.equals(root)) {
                findings.add(
                    Finding.of(
                            Finding.Kind.LOG_PROOF_WRONG,
                            number,
                            "The service signed two logs of " + checkpoint.size() + " entries.")
                        .hashes(other, root));
              }
            });
  }

  private static Optional<byte[]> manifest(@Nullable String receipt) {
    if (receipt == null) {
      return Optional.empty();
    }
    try {
      Object signature = JSONObjectUtils.parse(receipt).get("signature");
      return Optional.of(JWSObject.parse(String.valueOf(signature)).getPayload().toBytes());
    } catch (ParseException e) {
      return Optional.empty();
    }
  }
}
