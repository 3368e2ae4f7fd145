package dev.gatehouse.app.workbench.access;

import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;

/** The ways to ask that the Access perspective offers. */
public interface Asks {
  /** For something new. */
  void ask(SourceView source);

  /** To go on after a grant, with the same terms. */
  void extend(SourceView source, GrantView grant);

  /** For what was asked for before, to be changed first. */
  void again(SourceView source, GrantView grant);
}
