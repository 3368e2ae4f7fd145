package dev.gatehouse.app.workbench.shell;

import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.query.QueryView;
import dev.gatehouse.app.workbench.shell.ShellViewModel.Perspective;
import java.util.ArrayList;
import java.util.List;

/** Every command of the window with its shortcut: one list for the palette and for the keys. */
final class Commands {
  private final ShellViewModel model;
  private final QueryView query;
  private final Runnable theme;
  private final Runnable palette;
  private final Runnable signOut;

  Commands(
      ShellViewModel model, QueryView query, Runnable theme, Runnable palette, Runnable signOut) {
    this.model = model;
    this.query = query;
    this.theme = theme;
    this.palette = palette;
    this.signOut = signOut;
  }

  List<Command> all() {
    List<Command> all = new ArrayList<>();
    all.add(command("query.run", "Shortcut+Enter", inQuery(query::run)));
    all.add(command("query.script", "F5", inQuery(query::runScript)));
    all.add(command("query.script.alt", "Alt+X", inQuery(query::runScript)));
    all.add(command("query.cancel", "Shortcut+F2", inQuery(query::cancel)));
    all.add(command("result.export", "Shortcut+Shift+S", inQuery(query::export)));
    all.add(command("editor.new", "Shortcut+T", inQuery(query::newEditor)));
    all.add(command("editor.close", "Shortcut+W", inQuery(query::closeEditor)));
    all.add(command("editor.comment", "Shortcut+Slash", inQuery(query::comment)));
    all.add(command("editor.find", "Shortcut+F", inQuery(query::find)));
    all.add(command("history.show", "Shortcut+Alt+E", inQuery(query::toggleHistory)));
    all.add(command("focus.editor", "Shortcut+Shift+L", inQuery(query::focusEditor)));
    all.add(command("focus.results", "Shortcut+Shift+R", inQuery(query::focusResults)));
    all.add(command("focus.objects", "Shortcut+P", inQuery(query::focusConnections)));
    all.add(command("go.query", "Shortcut+1", () -> go(Perspective.QUERY)));
    all.add(command("go.access", "Shortcut+2", () -> go(Perspective.ACCESS)));
    if (model.reviewer()) {
      all.add(command("go.review", "Shortcut+3", () -> go(Perspective.REVIEW)));
    }
    all.add(command("theme.toggle", "Shortcut+Shift+D", theme));
    all.add(command("palette.open", "Shortcut+Shift+P", palette));
    all.add(command("connections.refresh", "", model.connections()::refresh));
    all.add(command("signout", "", signOut));
    return List.copyOf(all);
  }

  private static Command command(String id, String keys, Runnable action) {
    return Command.of(id, Strings.get("command." + id), keys, action);
  }

  private void go(Perspective perspective) {
    model.perspectiveProperty().set(perspective);
  }

  /** A command of the Query perspective brings it to the front only where it belongs there. */
  private Runnable inQuery(Runnable action) {
    return () -> {
      if (model.perspectiveProperty().get() != Perspective.QUERY) {
        go(Perspective.QUERY);
      }
      action.run();
    };
  }
}
