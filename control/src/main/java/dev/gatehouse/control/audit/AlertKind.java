package dev.gatehouse.control.audit;

import java.util.Locale;

/** Why a session is put before a reviewer. */
enum AlertKind {
  /** Other bytes under a number that has been acknowledged. */
  OTHER_BYTES,
  /** A segment that does not follow the one before it. */
  FORK,
  /** A segment that is damaged, misplaced or not signed by the device. */
  UNSOUND,
  /** The record names another person, grant or source than the ticket. */
  OTHER_TICKET,
  /** Two words about how many segments there are. */
  OTHER_COUNT,
  /** What is stored no longer verifies. */
  NOT_VERIFIED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
