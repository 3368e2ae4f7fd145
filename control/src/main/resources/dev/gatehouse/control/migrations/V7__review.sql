-- What a reviewer finds sessions by. The words of statements are kept as keyed hashes only, so that
-- this is no second copy of what was recorded; erasing a session deletes its rows here.

CREATE TABLE audit_statement (
  session_id text   NOT NULL REFERENCES audit_session (id),
  statement  bigint NOT NULL,
  segment    bigint,
  at         timestamptz,
  effect     text,
  outcome    text,
  rows       bigint,
  words      bigint[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (session_id, statement)
);
CREATE INDEX audit_statement_words ON audit_statement USING gin (words);
CREATE INDEX audit_statement_effect ON audit_statement (effect, session_id);
CREATE INDEX audit_session_person ON audit_session (person);
CREATE INDEX audit_session_source ON audit_session (source);

-- What reviewers say of a session or a statement. A row is never changed: a flag ends with a later
-- row 'cleared' for the same place, a hold with 'released'.
CREATE TABLE audit_note (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id text NOT NULL REFERENCES audit_session (id),
  statement  bigint,
  kind       text NOT NULL CHECK (kind IN ('note', 'flag', 'cleared', 'hold', 'released')),
  text       text NOT NULL,
  issuer     text NOT NULL,
  subject    text NOT NULL,
  person     text NOT NULL,
  at         timestamptz NOT NULL
);
CREATE INDEX audit_note_session ON audit_note (session_id, id);
CREATE TRIGGER audit_note_kept BEFORE UPDATE OR DELETE ON audit_note
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE audit_session ADD COLUMN erased_at timestamptz;
