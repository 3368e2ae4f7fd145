package dev.gatehouse.app.catalogs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An object of a file that a person may have written: every key is known, every value has the type
 * that is asked for, and an error names its place.
 */
public final class Fields {
  private final JsonNode object;
  private final String place;

  private Fields(JsonNode object, String place) {
    this.object = object;
    this.place = place;
  }

  /**
   * @param place as errors name it, such as {@code cases[2].expect}
   * @param known every key that it may have
   * @throws FileProblem where it is no object, or has another key
   */
  public static Fields of(JsonNode object, String place, Set<String> known) throws FileProblem {
    if (!object.isObject()) {
      throw new FileProblem(named(place) + " is not an object of named values.");
    }
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        throw new FileProblem(
            named(place)
                + " has an unknown key '"
                + name
                + "'; the keys are "
                + String.join(", ", known.stream().sorted().toList())
                + ".");
      }
    }
    return new Fields(object, place);
  }

  private static String named(String place) {
    return place.isEmpty() ? "The file" : place;
  }

  /** Where a value of it is. */
  public String place(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  public boolean has(String name) {
    return !node(name).isMissingNode() && !node(name).isNull();
  }

  /** The value itself; a missing node where there is none. */
  public JsonNode node(String name) {
    return object.path(name);
  }

  public String required(String name) throws FileProblem {
    return text(name).orElseThrow(() -> new FileProblem(named(place) + " has no '" + name + "'."));
  }

  /** A text; numbers and booleans count as what stands there. */
  public Optional<String> text(String name) throws FileProblem {
    if (!has(name)) {
      return Optional.empty();
    }
    if (node(name).isContainer()) {
      throw new FileProblem(place(name) + " is not a text.");
    }
    return Optional.of(node(name).asString());
  }

  public boolean flag(String name, boolean otherwise) throws FileProblem {
    if (!has(name)) {
      return otherwise;
    }
    if (!node(name).isBoolean()) {
      throw new FileProblem(place(name) + " is neither true nor false.");
    }
    return node(name).booleanValue();
  }

  public long number(String name, long otherwise) throws FileProblem {
    if (!has(name)) {
      return otherwise;
    }
    if (!node(name).canConvertToLong() || !node(name).isIntegralNumber()) {
      throw new FileProblem(place(name) + " is not a whole number.");
    }
    return node(name).longValue();
  }

  /** A list of texts, or one text; empty where there is none. */
  public List<String> texts(String name) throws FileProblem {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(name)) {
      if (item.isContainer() || item.isNull()) {
        throw new FileProblem(place(name) + " is not a list of texts.");
      }
      texts.add(item.asString());
    }
    return texts;
  }

  /** The items of a list, or the one value that stands there; empty where there is none. */
  public List<JsonNode> items(String name) {
    if (!has(name)) {
      return List.of();
    }
    return node(name).isArray() ? List.copyOf(node(name).values()) : List.of(node(name));
  }

  /** A constant by its name in lower case. */
  public <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) throws FileProblem {
    Optional<String> word = text(name);
    return word.isEmpty() ? otherwise : word(place(name), word.get(), type);
  }

  /** The constant that a word names. */
  public static <E extends Enum<E>> E word(String place, String word, Class<E> type)
      throws FileProblem {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(word)) {
        return constant;
      }
    }
    throw new FileProblem(
        place
            + " is '"
            + word
            + "'; use "
            + String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList())
            + ".");
  }
}
