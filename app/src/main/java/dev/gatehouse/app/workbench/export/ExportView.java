package dev.gatehouse.app.workbench.export;

import dev.gatehouse.app.export.FileFormat;
import dev.gatehouse.app.workbench.base.Strings;
import dev.gatehouse.app.workbench.design.Dialogs;
import dev.gatehouse.app.workbench.design.FilePicker;
import dev.gatehouse.app.workbench.design.Ui;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The form that asks for format and file. */
public final class ExportView {
  private final ExportViewModel model;
  private final Dialogs dialogs;
  private final FilePicker picker;

  public ExportView(ExportViewModel model, Dialogs dialogs, FilePicker picker) {
    this.model = model;
    this.dialogs = dialogs;
    this.picker = picker;
  }

  /** Opens the form for that result. */
  public void open(ExportSource source) {
    model.reset();
    ToggleGroup formats = new ToggleGroup();
    List<RadioButton> choices = new ArrayList<>();
    for (FileFormat format : FileFormat.values()) {
      choices.add(choice(format, source, formats));
    }
    RadioButton first =
        choices.stream().filter(choice -> !choice.isDisabled()).findFirst().orElse(null);
    VBox box = new VBox(16);
    box.setId("export-dialog");
    box.getStyleClass().add("dialog");
    Label title = Ui.label(Strings.get("export.title"), "dialog-title");
    if (first == null) {
      Button close = Ui.button("export-cancel", Strings.get("close"), dialogs::hide);
      box.getChildren()
          .addAll(
              title,
              Ui.paragraph(Strings.get("export.forbidden"), "dialog-sentence"),
              Ui.row(8, Ui.spacer(), close));
      dialogs.show(box, close, () -> {});
      return;
    }
    first.setSelected(true);
    TextField file = file(source, (FileFormat) first.getUserData());
    formats
        .selectedToggleProperty()
        .addListener(
            (value, old, now) ->
                file.setText(renamed(file.getText(), (FileFormat) now.getUserData())));
    HBox kinds = Ui.row(18);
    kinds.getChildren().addAll(choices);
    box.getChildren()
        .addAll(
            new VBox(4, title, Ui.paragraph(Strings.get("export.sentence"), "dialog-sentence")),
            formats(kinds, choices),
            place(file, formats),
            problem(),
            buttons(source, file, formats));
    dialogs.show(box, file, () -> {});
  }

  private static VBox formats(HBox kinds, List<RadioButton> choices) {
    VBox formats = new VBox(8, Ui.label(Strings.get("export.format"), "form-label"), kinds);
    if (choices.stream().anyMatch(RadioButton::isDisabled)) {
      formats.getChildren().add(Ui.paragraph(Strings.get("export.some"), "form-hint"));
    }
    return formats;
  }

  private static RadioButton choice(FileFormat format, ExportSource source, ToggleGroup group) {
    String word = format.name().toLowerCase(Locale.ROOT);
    RadioButton choice = new RadioButton(Strings.get("export.format." + word));
    choice.setId("export-" + word);
    choice.setUserData(format);
    choice.setToggleGroup(group);
    choice.setMinWidth(RadioButton.USE_PREF_SIZE);
    if (!format.allowedBy(source.allowed())) {
      choice.setDisable(true);
    }
    return choice;
  }

  private TextField file(ExportSource source, FileFormat format) {
    TextField file = new TextField(model.suggested(source, format));
    file.setId("export-file");
    file.getStyleClass().add("mono");
    file.setAccessibleText(Strings.get("export.file"));
    file.textProperty().addListener((value, old, now) -> model.reset());
    HBox.setHgrow(file, Priority.ALWAYS);
    return file;
  }

  private VBox place(TextField file, ToggleGroup formats) {
    Button browse =
        Ui.button(
            "export-browse",
            Strings.get("export.browse"),
            () ->
                picker.save(
                    file.getScene().getWindow(),
                    Strings.get("export.title"),
                    Path.of(file.getText()),
                    chosen(formats).extension(),
                    path -> file.setText(path.toString())));
    Label label = Ui.label(Strings.get("export.file"), "form-label");
    label.setLabelFor(file);
    return new VBox(8, label, Ui.row(8, file, browse));
  }

  private Label problem() {
    Label problem = Ui.paragraph("", "form-error");
    problem.setId("export-problem");
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  private HBox buttons(ExportSource source, TextField file, ToggleGroup formats) {
    Button cancel = Ui.button("export-cancel", Strings.get("confirm.cancel"), dialogs::hide);
    cancel.setCancelButton(true);
    Button export =
        Ui.button(
            "export-start",
            Strings.get("export.start"),
            () -> model.start(source, file.getText(), chosen(formats), dialogs::hide),
            "accent");
    export.setDefaultButton(true);
    return Ui.row(8, Ui.spacer(), cancel, export);
  }

  private static FileFormat chosen(ToggleGroup formats) {
    return (FileFormat) formats.getSelectedToggle().getUserData();
  }

  private static String renamed(String file, FileFormat format) {
    for (FileFormat known : FileFormat.values()) {
      String ending = "." + known.extension();
      if (file.endsWith(ending)) {
        return file.substring(0, file.length() - ending.length()) + "." + format.extension();
      }
    }
    return file;
  }
}
