package dev.gatehouse.app.workbench.access;

import dev.gatehouse.control.api.GrantView;

/** What a form that asks for access begins with. */
sealed interface AskTemplate {
  /** Nothing but what the person chose before. */
  record Fresh() implements AskTemplate {}

  /** An earlier request; everything can be changed. */
  record Again(GrantView grant) implements AskTemplate {}

  /** A grant that is to go on; only how long and why are asked. */
  record Extension(GrantView grant) implements AskTemplate {}
}
