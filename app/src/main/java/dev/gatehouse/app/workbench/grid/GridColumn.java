package dev.gatehouse.app.workbench.grid;

/**
 * A column as the grid shows it.
 *
 * @param name the label; may be empty or equal to another's
 * @param type the server's name of the type; empty where it is not known
 * @param numeric whether its values stand on the right
 * @param mask the mask's word, such as {@code email}; empty where nothing is masked
 * @param rule what asked for the mask; empty where nothing is masked
 */
public record GridColumn(String name, String type, boolean numeric, String mask, String rule) {
  /** Whether its cells are masked. */
  public boolean masked() {
    return !mask.isEmpty();
  }
}
