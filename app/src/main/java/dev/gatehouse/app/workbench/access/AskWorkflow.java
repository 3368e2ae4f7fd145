package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Dialogs;
import dev.gatehouse.app.workbench.design.Toasts;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks for access to a source: the form, the answer, and what follows from it. */
public final class AskWorkflow {
  private final SignedIn person;
  private final Desk desk;
  private final Dialogs dialogs;
  private final Toasts toasts;

  public AskWorkflow(SignedIn person, Desk desk, Dialogs dialogs, Toasts toasts) {
    this.person = person;
    this.desk = desk;
    this.dialogs = dialogs;
    this.toasts = toasts;
  }

  /**
   * Shows the form.
   *
   * @param answered is given the grant, whatever was decided
   */
  public void ask(SourceView source, Consumer<GrantView> answered) {
    show(source, new AskTemplate.Fresh(), answered);
  }

  /** Shows the form for what was asked for before. */
  public void again(SourceView source, GrantView grant, Consumer<GrantView> answered) {
    show(source, new AskTemplate.Again(grant), answered);
  }

  /** Shows the form to go on after a grant. */
  public void extend(SourceView source, GrantView grant, Consumer<GrantView> answered) {
    show(source, new AskTemplate.Extension(grant), answered);
  }

  private void show(SourceView source, AskTemplate template, Consumer<GrantView> answered) {
    AskViewModel model =
        new AskViewModel(
            person,
            desk,
            source,
            template,
            grant -> {
              dialogs.hide();
              tell(grant);
              answered.accept(grant);
            });
    AskView view = new AskView(model, dialogs::hide);
    dialogs.show(view, view.first(), () -> {});
  }

  private void tell(GrantView grant) {
    String by = by(grant);
    switch (grant.state()) {
      case "approved", "activating", "active" ->
          toasts.tell(Strings.get("ask.approved", grant.reason()) + by);
      case "requested" -> toasts.remark(Strings.get("ask.waiting", grant.reason()) + by);
      default -> toasts.warn(Strings.get("ask.refused", grant.reason()) + by);
    }
  }

  /** Names the rules that the reason does not name already. */
  private static String by(GrantView grant) {
    String rules =
        grant.ruleIds().stream()
            .filter(rule -> !grant.reason().contains(rule))
            .collect(Collectors.joining(", "));
    return rules.isEmpty() ? "" : " " + Strings.get("ask.rule", rules);
  }
}
