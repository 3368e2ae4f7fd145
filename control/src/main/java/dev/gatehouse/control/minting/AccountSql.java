package dev.gatehouse.control.minting;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Where MariaDB and MySQL differ in how they write accounts. */
enum AccountSql {
  MARIADB("mysql.global_priv", "JSON_VALUE(a.Priv, '$.account_locked') IN ('1', 'true')") {
    /** The server is given the hash, so the password reaches no log of its. */
    @Override
    String password(String password) {
      return " IDENTIFIED VIA mysql_native_password USING " + MariaDbSql.literal(hash(password));
    }

    @Override
    String limits() {
      return " WITH MAX_USER_CONNECTIONS " + CONNECTION_LIMIT + " MAX_STATEMENT_TIME 900";
    }
  },
  MYSQL("mysql.user", "a.account_locked = 'Y'") {
    /** Its default plugin has no hash that a client could compute alone; its logs leave it out. */
    @Override
    String password(String password) {
      return " IDENTIFIED BY " + MariaDbSql.literal(password);
    }

    @Override
    String limits() {
      return " WITH MAX_USER_CONNECTIONS " + CONNECTION_LIMIT;
    }
  };

  /** Enough for a workbench with several tabs, each with a cancel; a stolen one opens no flood. */
  private static final int CONNECTION_LIMIT = 10;

  private final String accounts;
  private final String locked;

  AccountSql(String accounts, String locked) {
    this.accounts = accounts;
    this.locked = locked;
  }

  /** The clause that sets a password. */
  abstract String password(String password);

  /** The clause that limits what one account may take. */
  abstract String limits();

  /** The accounts of names like that. */
  String names(String regularExpression) {
    return "SELECT DISTINCT a.User FROM "
        + accounts
        + " a WHERE a.User REGEXP '"
        + regularExpression
        + "'";
  }

  /**
   * The grants' accounts that this minting account gave privileges, and such as nobody gave any
   * yet: a crash left those behind, locked.
   */
  String administered() {
    String ofTheAccount = "SELECT 1 FROM mysql.tables_priv t WHERE t.User = a.User";
    return names("^gh_[0-9a-f]{16}_[ps]$")
        + " AND (EXISTS ("
        + ofTheAccount
        + " AND t.Grantor = CURRENT_USER()) OR "
        + locked
        + " AND NOT EXISTS ("
        + ofTheAccount
        + "))";
  }

  /** How many accounts have no name; they would be taken for ours where their host fits better. */
  String anonymous() {
    return "SELECT COUNT(*) FROM " + accounts + " a WHERE a.User = '' AND a.Host <> ''";
  }

  /** The hash that mysql_native_password keeps (MariaDB documentation, that plugin). */
  private static String hash(String password) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      byte[] twice = sha1.digest(sha1.digest(password.getBytes(StandardCharsets.UTF_8)));
      return "*" + HexFormat.of().formatHex(twice).toUpperCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-1.", e);
    }
  }
}
