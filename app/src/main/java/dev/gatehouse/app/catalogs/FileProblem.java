package dev.gatehouse.app.catalogs;

/** A file that cannot be used; its message is one sentence that names the place. */
public final class FileProblem extends Exception {
  private static final long serialVersionUID = 1L;

  public FileProblem(String sentence) {
    super(sentence);
  }
}
