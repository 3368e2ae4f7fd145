package dev.gatehouse.core.audit.verify;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Holds the service's receipts against the segments. */
final class Receipts {
  private Receipts() {}

  /**
   * Checks every receipt.
   *
   * @return the hashes of segments that were handed over and are rightly not here, by number
   */
  static NavigableMap<Long, String> check(
      Recording recording, String sessionId, PublicKeys receiptKey, List<Finding> findings) {
    NavigableMap<Long, String> handedOver = new TreeMap<>();
    for (Map.Entry<Long, String> entry : recording.receipts().entrySet()) {
      long number = entry.getKey();
      Optional<String> acknowledged =
          acknowledgedHash(entry.getValue(), sessionId, number, receiptKey);
      byte[] segment = recording.segments().get(number);
      if (acknowledged.isEmpty()) {
        findings.add(
            Finding.of(
                Finding.Kind.RECEIPT_WRONG,
                number,
                "The receipt for segment " + number + " is not one that the service signed."));
      } else if (segment == null && recording.handsOver()) {
        handedOver.put(number, acknowledged.get());
        findings.add(
            Finding.of(
                Finding.Kind.HANDED_OVER,
                number,
                "Segment " + number + " was handed over to the service and is no longer here."));
      } else if (segment == null) {
        findings.add(
            Finding.of(
                    Finding.Kind.SEGMENT_MISSING,
                    number,
                    "Segment " + number + " was acknowledged by the service and is not here.")
                .hashes(acknowledged.get(), ""));
      } else if (!Hashes.sha256(segment).equals(acknowledged.get())) {
        findings.add(
            Finding.of(
                    Finding.Kind.RECEIPT_WRONG,
                    number,
                    "Segment " + number + " is not the one that the service acknowledged.")
                .hashes(acknowledged.get(), Hashes.sha256(segment)));
      }
    }
    return handedOver;
  }

  private static Optional<String> acknowledgedHash(
      String receipt, String sessionId, long number, PublicKeys key) {
    try {
      Map<String, Object> fields = JSONObjectUtils.parse(receipt);
      JWSObject jws = JWSObject.parse(String.valueOf(fields.get("signature")));
      Map<String, Object> signed = jws.getPayload().toJSONObject();
      if (signed != null
          && key.edwards()
          && JWSAlgorithm.EdDSA.equals(jws.getHeader().getAlgorithm())
          && key.signed(jws.getSigningInput(), jws.getSignature().decode())
          && sessionId.equals(signed.get("sessionId"))
          && Long.valueOf(number).equals(signed.get("number"))
          && signed.get("sha256") instanceof String hash
          && hash.equals(fields.get("sha256"))) {
        return Optional.of(hash);
      }
    } catch (ParseException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
