package dev.gatehouse.app.workbench.design;

/** What a person chose for light and dark. */
public enum ThemeChoice {
  SYSTEM,
  LIGHT,
  DARK
}
