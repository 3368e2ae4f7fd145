-- The transparency log: one Merkle tree over what the record took in. Entries never change; a tile
-- only grows at its end; the head's row is the one place where appends of all replicas meet.

CREATE TABLE log_head (
  id   boolean PRIMARY KEY DEFAULT true CHECK (id),
  size bigint      NOT NULL CHECK (size >= 0),
  root bytea       NOT NULL CHECK (length(root) = 32),
  at   timestamptz NOT NULL
);
INSERT INTO log_head (size, root, at) VALUES (0, sha256(''), now());

CREATE TABLE log_entry (
  number bigint PRIMARY KEY CHECK (number >= 0),
  entry  bytea NOT NULL CHECK (length(entry) <= 65535)
);

CREATE TABLE log_tile (
  level  integer NOT NULL,
  number bigint  NOT NULL,
  hashes bytea   NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
  PRIMARY KEY (level, number)
);

CREATE FUNCTION check_log_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
    RAISE EXCEPTION 'the log only grows' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION check_log_tile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF substring(NEW.hashes FROM 1 FOR length(OLD.hashes)) <> OLD.hashes THEN
    RAISE EXCEPTION 'a tile of the log only grows' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER log_head_grows BEFORE UPDATE ON log_head
  FOR EACH ROW EXECUTE FUNCTION check_log_head();
CREATE TRIGGER log_head_kept BEFORE DELETE ON log_head
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_entry_kept BEFORE UPDATE OR DELETE ON log_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER log_tile_grows BEFORE UPDATE ON log_tile
  FOR EACH ROW EXECUTE FUNCTION check_log_tile();
CREATE TRIGGER log_tile_kept BEFORE DELETE ON log_tile
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Where a segment's manifest, and a reading of a recording, stand in the log. Null only for those
-- from before there was a log, until the service's next start.
ALTER TABLE audit_segment ADD COLUMN log_index bigint UNIQUE;
ALTER TABLE audit_access ADD COLUMN log_index bigint UNIQUE;
ALTER TABLE audit_access ADD COLUMN salt text NOT NULL DEFAULT gen_random_uuid()::text;
