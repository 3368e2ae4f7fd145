package dev.gatehouse.core.audit.witness;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.core.audit.LogWitness;
import dev.gatehouse.core.audit.SegmentTransportException;
import dev.gatehouse.core.audit.SegmentTransportException.Kind;
import dev.gatehouse.core.audit.verify.LogCheckpoint;
import dev.gatehouse.core.audit.verify.LogProof;
import dev.gatehouse.core.audit.verify.MerkleTree;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the last checkpoint that it saw of the service's log on this disk, and lets nothing pass
 * that does not continue it. A log that was forked, rolled back or begun anew leaves an alert with
 * both checkpoints; from then on nothing passes until a person has removed it. Several processes
 * may use one folder: whichever writes last, what is kept was seen.
 */
public final class CheckpointWitness implements LogWitness {
  private final WitnessFolder folder;
  private final LogSource source;

  /**
   * @param folder for this one service; made where it is missing
   */
  public CheckpointWitness(Path folder, LogSource source) {
    this.folder = new WitnessFolder(folder);
    this.source = source;
  }

  /** The alert that stands, in one sentence; also where it cannot be told. */
  public Optional<String> alert() {
    try {
      return folder.alert();
    } catch (IOException e) {
      return Optional.of(unreadable());
    }
  }

  @Override
  public synchronized void check(String logKey, byte[] manifest, String proof)
      throws SegmentTransportException {
    try {
      Optional<String> alert = folder.alert();
      if (alert.isPresent()) {
        throw new SegmentTransportException(Kind.REFUSED, alert.get());
      }
      LogProof opened =
          LogProof.open(proof, logKey)
              .filter(p -> p.proves(manifest))
              .orElseThrow(
                  () ->
                      new SegmentTransportException(
                          Kind.LATER,
                          "The control service's proof that the segment is in its log does not"
                              + " verify, so the segment stays on this disk."));
      Optional<WitnessFolder.Seen> seen = folder.seen();
      if (seen.isPresent()) {
        compare(seen.get(), logKey, opened.checkpoint());
      } else {
        folder.remember(new WitnessFolder.Seen(logKey, opened.checkpoint().note()));
      }
    } catch (IOException e) {
      throw new SegmentTransportException(Kind.LATER, unreadable(), e);
    }
  }

  private void compare(WitnessFolder.Seen seen, String logKey, LogCheckpoint now)
      throws IOException, SegmentTransportException {
    LogCheckpoint before =
        LogCheckpoint.open(seen.note(), seen.key())
            .orElseThrow(() -> new IOException("The kept checkpoint is damaged."));
    if (!sameKey(seen.key(), logKey)) {
      throw alert("is not the log that this computer knows: its key is another one", before, now);
    }
    LogCheckpoint latest = now;
    if (now.size() < before.size()) {
      // Perhaps only an answer that was overtaken by another one: how does it stand now?
      latest =
          LogCheckpoint.open(source.checkpoint(), logKey)
              .orElseThrow(
                  () ->
                      new SegmentTransportException(
                          Kind.LATER, "The control service's checkpoint does not verify."));
      if (latest.size() < before.size()) {
        throw alert(
            "was rolled back from " + before.size() + " to " + latest.size() + " entries",
            before,
            latest);
      }
      if (!continues(now, latest)) {
        throw alert("was forked after " + now.size() + " entries", now, latest);
      }
    }
    if (!continues(before, latest)) {
      throw alert("was forked: its first " + before.size() + " entries changed", before, latest);
    }
    folder.remember(new WitnessFolder.Seen(logKey, latest.note()));
  }

  private boolean continues(LogCheckpoint first, LogCheckpoint second)
      throws SegmentTransportException {
    boolean needsProof = first.size() > 0 && first.size() < second.size();
    Optional<List<byte[]>> proof =
        needsProof ? source.consistency(first.size(), second.size()) : Optional.of(List.of());
    return proof.isPresent()
        && MerkleTree.extendsTree(
            first.size(), first.root(), second.size(), second.root(), proof.get());
  }

  private SegmentTransportException alert(String what, LogCheckpoint before, LogCheckpoint now)
      throws IOException {
    String sentence =
        "The control service's log "
            + what
            + "; records may have been taken back, so nothing is deleted from this disk any more:"
            + " give "
            + folder.path()
            + " to whoever audits the service.";
    folder.alert(sentence, before.note() + "\n" + now.note());
    return new SegmentTransportException(Kind.REFUSED, sentence);
  }

  private static boolean sameKey(String one, String other) throws IOException {
    try {
      return JWK.parse(one).computeThumbprint().equals(JWK.parse(other).computeThumbprint());
    } catch (ParseException | JOSEException e) {
      throw new IOException("The kept key of the log is damaged.", e);
    }
  }

  private String unreadable() {
    return "What this computer saw of the control service's log cannot be read or kept in "
        + folder.path()
        + ", so nothing is deleted from this disk; check that folder.";
  }
}
