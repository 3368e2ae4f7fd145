-- Grants: what may follow what is data, and the database itself holds to it.

CREATE TABLE grant_transition (
  from_state text NOT NULL,
  to_state   text NOT NULL,
  PRIMARY KEY (from_state, to_state)
);

INSERT INTO grant_transition (from_state, to_state) VALUES
  ('requested',  'approved'),
  ('requested',  'denied'),
  ('requested',  'lapsed'),
  ('requested',  'withdrawn'),
  ('approved',   'activating'),
  ('approved',   'ended'),
  ('approved',   'lapsed'),
  ('approved',   'withdrawn'),
  ('approved',   'revoking'),
  ('activating', 'active'),
  ('activating', 'approved'),
  ('activating', 'failed'),
  ('activating', 'revoking'),
  ('active',     'ended'),
  ('active',     'revoking'),
  ('revoking',   'revoked');

CREATE TABLE access_grant (
  id                 text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
  state              text NOT NULL CHECK (state IN (
                       'requested', 'approved', 'denied', 'lapsed', 'activating', 'active',
                       'ended', 'revoking', 'revoked', 'failed', 'withdrawn')),
  revision           integer NOT NULL DEFAULT 1,
  issuer             text NOT NULL,
  subject            text NOT NULL,
  name               text NOT NULL,
  groups             text[] NOT NULL,
  human_issuer       text,
  human_subject      text,
  human_name         text,
  source             text NOT NULL,
  relations          text[] NOT NULL CHECK (cardinality(relations) > 0),
  actions            text[] NOT NULL CHECK (cardinality(actions) > 0),
  unmask             text[] NOT NULL,
  export             text NOT NULL CHECK (export IN ('none', 'csv', 'any')),
  row_cap            bigint NOT NULL CHECK (row_cap >= 0),
  purpose            text NOT NULL CHECK (purpose <> ''),
  ticket             text NOT NULL,
  duration_minutes   integer NOT NULL CHECK (duration_minutes BETWEEN 1 AND 480),
  required_approvals integer NOT NULL CHECK (required_approvals >= 0),
  rule_ids           text[] NOT NULL,
  policy_digest      text NOT NULL,
  minted_digest      text,
  key_thumbprint     text,
  requested_at       timestamptz NOT NULL,
  start_at           timestamptz,
  end_at             timestamptz,
  reason             text NOT NULL,
  changed_at         timestamptz NOT NULL,
  changed_by         text NOT NULL,
  changed_by_name    text NOT NULL,
  CHECK ((human_issuer IS NULL) = (human_subject IS NULL)),
  CHECK ((start_at IS NULL) = (end_at IS NULL)),
  CHECK (end_at <= start_at + make_interval(mins => duration_minutes)),
  CHECK (end_at IS NOT NULL
         OR state IN ('requested', 'denied', 'lapsed', 'withdrawn'))
);

CREATE INDEX access_grant_requester ON access_grant (issuer, subject, requested_at DESC);
CREATE INDEX access_grant_open ON access_grant (state)
  WHERE state IN ('requested', 'approved', 'activating', 'active', 'revoking');

CREATE TABLE grant_approval (
  grant_id text NOT NULL REFERENCES access_grant,
  revision integer NOT NULL,
  issuer   text NOT NULL,
  subject  text NOT NULL,
  name     text NOT NULL,
  comment  text NOT NULL,
  at       timestamptz NOT NULL,
  -- A person counts once, whatever groups they are in.
  PRIMARY KEY (grant_id, revision, issuer, subject)
);

CREATE TABLE grant_event (
  number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  grant_id   text NOT NULL REFERENCES access_grant,
  revision   integer NOT NULL,
  from_state text,
  to_state   text NOT NULL,
  at         timestamptz NOT NULL,
  actor      text NOT NULL,
  actor_name text NOT NULL,
  reason     text NOT NULL
);

CREATE INDEX grant_event_of_grant ON grant_event (grant_id, number);

CREATE TABLE policy (
  digest       text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
  bytes        bytea NOT NULL CHECK (encode(sha256(bytes), 'hex') = digest),
  signature    text NOT NULL,
  published_at timestamptz NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME
    USING ERRCODE = 'check_violation';
END
$$;

CREATE FUNCTION check_new_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'requested' OR NEW.start_at IS NOT NULL OR NEW.revision <> 1 THEN
    RAISE EXCEPTION 'grant % must begin as a request', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION check_grant_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  people integer;
BEGIN
  IF NEW.state <> OLD.state AND NOT EXISTS (
       SELECT FROM grant_transition t
       WHERE t.from_state = OLD.state AND t.to_state = NEW.state) THEN
    RAISE EXCEPTION 'grant % cannot go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.id, NEW.issuer, NEW.subject, NEW.human_issuer, NEW.human_subject, NEW.requested_at)
     IS DISTINCT FROM
     (OLD.id, OLD.issuer, OLD.subject, OLD.human_issuer, OLD.human_subject, OLD.requested_at) THEN
    RAISE EXCEPTION 'grant % cannot change whose it is', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.source, NEW.relations, NEW.actions, NEW.unmask, NEW.export, NEW.row_cap, NEW.purpose,
      NEW.ticket, NEW.duration_minutes, NEW.required_approvals, NEW.groups)
     IS DISTINCT FROM
     (OLD.source, OLD.relations, OLD.actions, OLD.unmask, OLD.export, OLD.row_cap, OLD.purpose,
      OLD.ticket, OLD.duration_minutes, OLD.required_approvals, OLD.groups)
     AND NOT (OLD.state = 'requested' AND NEW.state = 'requested'
              AND NEW.revision = OLD.revision + 1) THEN
    RAISE EXCEPTION 'grant % can be edited as a new revision of a request only', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.revision <> OLD.revision
     AND NOT (OLD.state = 'requested' AND NEW.state = 'requested'
              AND NEW.revision = OLD.revision + 1) THEN
    RAISE EXCEPTION 'grant % cannot change its revision', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.start_at, NEW.end_at) IS DISTINCT FROM (OLD.start_at, OLD.end_at)
     AND NOT (OLD.state = 'requested' AND NEW.state = 'approved') THEN
    RAISE EXCEPTION 'grant % cannot change its times', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'requested' AND NEW.state = 'approved' THEN
    SELECT count(*) INTO people FROM grant_approval a
    WHERE a.grant_id = OLD.id AND a.revision = OLD.revision;
    IF people < OLD.required_approvals THEN
      RAISE EXCEPTION 'grant % has % of % approvals', OLD.id, people, OLD.required_approvals
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION record_grant_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO grant_event (grant_id, revision, to_state, at, actor, actor_name, reason)
    VALUES (NEW.id, NEW.revision, NEW.state, NEW.changed_at, NEW.changed_by, NEW.changed_by_name,
            NEW.reason);
  ELSIF NEW.state <> OLD.state OR NEW.revision <> OLD.revision THEN
    INSERT INTO grant_event (grant_id, revision, from_state, to_state, at, actor, actor_name,
                             reason)
    VALUES (NEW.id, NEW.revision, OLD.state, NEW.state, NEW.changed_at, NEW.changed_by,
            NEW.changed_by_name, NEW.reason);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION check_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  g access_grant%ROWTYPE;
BEGIN
  SELECT * INTO STRICT g FROM access_grant WHERE id = NEW.grant_id FOR UPDATE;
  IF g.state <> 'requested' OR g.revision <> NEW.revision THEN
    RAISE EXCEPTION 'grant % is not waiting for this approval', g.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.issuer, NEW.subject) = (g.issuer, g.subject)
     OR (NEW.issuer = g.human_issuer AND NEW.subject = g.human_subject) THEN
    RAISE EXCEPTION 'grant % cannot be approved by who asked for it', g.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER new_grant BEFORE INSERT ON access_grant
  FOR EACH ROW EXECUTE FUNCTION check_new_grant();
CREATE TRIGGER grant_change BEFORE UPDATE ON access_grant
  FOR EACH ROW EXECUTE FUNCTION check_grant_change();
CREATE TRIGGER grant_recorded AFTER INSERT OR UPDATE ON access_grant
  FOR EACH ROW EXECUTE FUNCTION record_grant_change();
CREATE TRIGGER grant_kept BEFORE DELETE ON access_grant
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER approval_checked BEFORE INSERT ON grant_approval
  FOR EACH ROW EXECUTE FUNCTION check_approval();
CREATE TRIGGER approval_kept BEFORE UPDATE OR DELETE ON grant_approval
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_kept BEFORE UPDATE OR DELETE ON grant_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_kept BEFORE DELETE ON policy
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
