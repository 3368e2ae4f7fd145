package dev.gatehouse.app.workbench.access;

import dev.gatehouse.app.session.SignedIn;
import dev.gatehouse.app.workbench.base.Desk;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.control.api.GrantRequest;
import dev.gatehouse.control.api.GrantView;
import dev.gatehouse.control.api.SourceView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The form that asks for access to one source. */
final class AskViewModel {
  /** The action that is always asked for. */
  static final String READ = "read";

  /** What is asked for at first: nobody knows a schema before the first access to it. */
  static final String ALL_RELATIONS = "*.*";

  /** The longest that the service grants in an emergency. */
  static final int MOST_EMERGENCY = 30;

  private final SignedIn person;
  private final Desk desk;
  private final SourceView source;
  private final Consumer<GrantView> done;
  private final StringProperty purpose = new SimpleStringProperty("");
  private final StringProperty ticket = new SimpleStringProperty("");
  private final StringProperty relations = new SimpleStringProperty("");
  private final IntegerProperty minutes = new SimpleIntegerProperty(60);
  private final BooleanProperty insert = new SimpleBooleanProperty();
  private final BooleanProperty update = new SimpleBooleanProperty();
  private final BooleanProperty delete = new SimpleBooleanProperty();
  private final BooleanProperty emergency = new SimpleBooleanProperty();
  private final AskTemplate template;
  private final ReadOnlyStringWrapper trouble = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();

  /**
   * @param done is given the grant as the service answered
   */
  AskViewModel(
      SignedIn person,
      Desk desk,
      SourceView source,
      AskTemplate template,
      Consumer<GrantView> done) {
    this.template = template;
    this.person = person;
    this.desk = desk;
    this.source = source;
    this.done = done;
    relations.set(
        desk.settings()
            .get(relationsKey())
            .filter(typed -> !typed.isBlank())
            .orElse(ALL_RELATIONS));
    switch (template) {
      case AskTemplate.Fresh fresh ->
          relations.addListener(
              (value, old, now) -> desk.settings().set(relationsKey(), now.strip()));
      case AskTemplate.Again again -> begin(again.grant());
      case AskTemplate.Extension extension -> begin(extension.grant());
    }
    emergency.addListener(
        (value, old, now) ->
            minutes.set(now ? Math.min(minutes.get(), MOST_EMERGENCY) : minutes.get()));
  }

  private void begin(GrantView grant) {
    relations.set(String.join(", ", grant.relations()));
    ticket.set(grant.ticket());
    purpose.set(grant.purpose());
    insert.set(grant.actions().contains("insert"));
    update.set(grant.actions().contains("update"));
    delete.set(grant.actions().contains("delete"));
  }

  private String relationsKey() {
    return "ask.relations." + source.name();
  }

  AskTemplate template() {
    return template;
  }

  /** Whether it cannot wait; a rule may grant it at once, and a reviewer looks at it afterwards. */
  BooleanProperty emergencyProperty() {
    return emergency;
  }

  SourceView source() {
    return source;
  }

  StringProperty purposeProperty() {
    return purpose;
  }

  StringProperty ticketProperty() {
    return ticket;
  }

  /** Patterns such as {@code sales.*}, separated by commas or spaces. */
  StringProperty relationsProperty() {
    return relations;
  }

  IntegerProperty minutesProperty() {
    return minutes;
  }

  BooleanProperty insertProperty() {
    return insert;
  }

  BooleanProperty updateProperty() {
    return update;
  }

  BooleanProperty deleteProperty() {
    return delete;
  }

  /** What is wrong with the form or its answer; empty where nothing is. */
  ReadOnlyStringProperty troubleProperty() {
    return trouble.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty sendingProperty() {
    return sending.getReadOnlyProperty();
  }

  /** Sends the request, where the form is filled in. */
  void send() {
    if (sending.get()) {
      return;
    }
    List<String> patterns = patterns();
    if (purpose.get().isBlank()) {
      trouble.set(Strings.get("ask.noPurpose"));
    } else if (patterns.isEmpty()) {
      trouble.set(Strings.get("ask.noRelations"));
    } else {
      trouble.set("");
      sending.set(true);
      GrantRequest request = request(patterns);
      desk.background()
          .call(
              () -> {
                GrantView answer = person.request(request);
                desk.settings().save();
                return answer;
              },
              this::answered,
              failure -> {
                sending.set(false);
                trouble.set(failure.sentence());
              });
    }
  }

  /** A refused request stays in the form, so that it can be mended and sent again. */
  private void answered(GrantView grant) {
    sending.set(false);
    if (grant.state().equals("denied")) {
      trouble.set(grant.reason());
    } else {
      done.accept(grant);
    }
  }

  private GrantRequest request(List<String> patterns) {
    return switch (template) {
      case AskTemplate.Extension extension -> extension(extension.grant());
      case AskTemplate.Fresh fresh -> request(patterns, null);
      case AskTemplate.Again again -> request(patterns, again.grant());
    };
  }

  private GrantRequest request(List<String> patterns, @Nullable GrantView before) {
    return new GrantRequest(
        source.name(),
        patterns,
        actions(),
        before == null ? List.of() : before.unmask(),
        before == null ? "none" : before.export(),
        purpose.get().strip(),
        ticket.get().strip(),
        minutes.get(),
        before == null ? null : before.rowCap(),
        null,
        emergency.get() ? Boolean.TRUE : null,
        null);
  }

  private GrantRequest extension(GrantView grant) {
    return new GrantRequest(
        grant.source(),
        grant.relations(),
        grant.actions(),
        grant.unmask(),
        grant.export(),
        purpose.get().strip(),
        grant.ticket(),
        minutes.get(),
        grant.rowCap(),
        null,
        null,
        grant.id());
  }

  private List<String> patterns() {
    return Arrays.stream(relations.get().split("[,\\s]+")).filter(p -> !p.isBlank()).toList();
  }

  private List<String> actions() {
    List<String> actions = new ArrayList<>(List.of(READ));
    if (insert.get()) {
      actions.add("insert");
    }
    if (update.get()) {
      actions.add("update");
    }
    if (delete.get()) {
      actions.add("delete");
    }
    return List.copyOf(actions);
  }
}
