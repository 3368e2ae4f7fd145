-- Approval of one exact statement under a grant, and what happens told to every replica.

CREATE TABLE statement_request (
  id              text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{16}$'),
  grant_id        text NOT NULL REFERENCES access_grant,
  state           text NOT NULL CHECK (state IN (
                    'requested', 'approved', 'denied', 'lapsed', 'withdrawn')),
  issuer          text NOT NULL,
  subject         text NOT NULL,
  name            text NOT NULL,
  source          text NOT NULL,
  statement       text NOT NULL,
  digest          text NOT NULL,
  kind            text NOT NULL,
  reads           text[] NOT NULL,
  writes          text[] NOT NULL,
  destructive     boolean NOT NULL,
  rule_reason     text NOT NULL,
  policy_digest   text NOT NULL,
  comment         text NOT NULL,
  requested_at    timestamptz NOT NULL,
  lapses_at       timestamptz NOT NULL CHECK (lapses_at > requested_at),
  decided_at      timestamptz,
  decided_issuer  text,
  decided_subject text,
  decided_name    text,
  decision        text NOT NULL DEFAULT '',
  -- The exact bytes of the text are what is approved.
  CHECK (digest = encode(sha256(convert_to(statement, 'UTF8')), 'hex')),
  CHECK ((state = 'requested') = (decided_at IS NULL)),
  CHECK (state NOT IN ('approved', 'denied') OR decided_subject IS NOT NULL)
);

-- Asking for the same text twice is one request.
CREATE UNIQUE INDEX statement_request_open ON statement_request (grant_id, digest)
  WHERE state IN ('requested', 'approved');
CREATE INDEX statement_request_requester
  ON statement_request (issuer, subject, requested_at DESC, id DESC);
CREATE INDEX statement_request_waiting ON statement_request (lapses_at) WHERE state = 'requested';

CREATE TABLE statement_event (
  number     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id text NOT NULL REFERENCES statement_request,
  from_state text,
  to_state   text NOT NULL,
  at         timestamptz NOT NULL,
  actor      text NOT NULL,
  actor_name text NOT NULL,
  reason     text NOT NULL
);

-- Approvals of statements close circles as approvals of grants do.
CREATE OR REPLACE FUNCTION approval_closes_circle(
    approver_issuer text, approver_subject text,
    asker_issuer text, asker_subject text, now timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE recent AS (
    SELECT a.issuer, a.subject, p.issuer AS for_issuer, p.subject AS for_subject
    FROM grant_approval a JOIN grant_person p ON p.id = a.grant_id
    WHERE p.state IN ('requested', 'approved', 'activating', 'active', 'revoking')
       OR a.at > now - interval '24 hours'
    UNION ALL
    SELECT s.decided_issuer, s.decided_subject, p.issuer, p.subject
    FROM statement_request s JOIN grant_person p ON p.id = s.grant_id
    WHERE s.state = 'approved'
      AND (p.state IN ('approved', 'activating', 'active', 'revoking')
           OR s.decided_at > now - interval '24 hours')
  ), reached AS (
    SELECT asker_issuer AS issuer, asker_subject AS subject
    UNION
    SELECT r.for_issuer, r.for_subject FROM recent r
    JOIN reached f ON r.issuer = f.issuer AND r.subject = f.subject
  )
  SELECT EXISTS (SELECT FROM reached
                 WHERE issuer = approver_issuer AND subject = approver_subject)
$$;

CREATE FUNCTION check_new_statement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  g access_grant%ROWTYPE;
BEGIN
  SELECT * INTO STRICT g FROM access_grant WHERE id = NEW.grant_id;
  IF NEW.state <> 'requested' OR g.state <> 'active'
     OR (NEW.issuer, NEW.subject, NEW.source) IS DISTINCT FROM (g.issuer, g.subject, g.source)
     OR NEW.lapses_at > g.end_at THEN
    RAISE EXCEPTION 'statement request % does not belong to an active grant', NEW.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION check_statement_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  g access_grant%ROWTYPE;
BEGIN
  IF (NEW.id, NEW.grant_id, NEW.issuer, NEW.subject, NEW.source, NEW.statement, NEW.digest,
      NEW.requested_at, NEW.lapses_at, NEW.kind, NEW.reads, NEW.writes, NEW.destructive)
     IS DISTINCT FROM
     (OLD.id, OLD.grant_id, OLD.issuer, OLD.subject, OLD.source, OLD.statement, OLD.digest,
      OLD.requested_at, OLD.lapses_at, OLD.kind, OLD.reads, OLD.writes, OLD.destructive)
     OR OLD.state <> 'requested' OR NEW.state = 'requested' THEN
    RAISE EXCEPTION 'statement request % is decided once and never changed', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.state IN ('approved', 'denied') THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('grant_approval', 0));
    SELECT * INTO STRICT g FROM access_grant WHERE id = OLD.grant_id;
    IF (NEW.decided_issuer, NEW.decided_subject) = (g.issuer, g.subject)
       OR (NEW.decided_issuer = g.human_issuer AND NEW.decided_subject = g.human_subject) THEN
      RAISE EXCEPTION 'statement request % cannot be decided by who asked for it', OLD.id
        USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.decided_at >= OLD.lapses_at OR g.state <> 'active' THEN
      RAISE EXCEPTION 'statement request % has lapsed', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'approved' AND approval_closes_circle(
         NEW.decided_issuer, NEW.decided_subject, coalesce(g.human_issuer, g.issuer),
         coalesce(g.human_subject, g.subject), NEW.decided_at) THEN
      RAISE EXCEPTION 'statement request % cannot be approved by whom its requester approves',
        OLD.id USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION record_statement_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO statement_event (request_id, to_state, at, actor, actor_name, reason)
    VALUES (NEW.id, NEW.state, NEW.requested_at, NEW.issuer || ' ' || NEW.subject, NEW.name,
            NEW.comment);
  ELSE
    INSERT INTO statement_event (request_id, from_state, to_state, at, actor, actor_name, reason)
    VALUES (NEW.id, OLD.state, NEW.state, NEW.decided_at,
            coalesce(NEW.decided_issuer || ' ' || NEW.decided_subject, 'gatehouse'),
            coalesce(NEW.decided_name, 'Gatehouse'), NEW.decision);
  END IF;
  PERFORM pg_notify('gatehouse', json_build_object(
    'kind', 'statement', 'id', NEW.id, 'state', NEW.state, 'grant', NEW.grant_id,
    'digest', NEW.digest, 'issuer', NEW.issuer, 'subject', NEW.subject)::text);
  RETURN NULL;
END
$$;

-- Every replica listens; a change is told when it is committed, whoever made it.
CREATE FUNCTION tell_grant_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.state <> OLD.state OR NEW.revision <> OLD.revision THEN
    PERFORM pg_notify('gatehouse', json_build_object(
      'kind', CASE WHEN NEW.break_glass THEN 'emergency' ELSE 'grant' END,
      'id', NEW.id, 'state', NEW.state, 'issuer', NEW.issuer, 'subject', NEW.subject)::text);
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER statement_new BEFORE INSERT ON statement_request
  FOR EACH ROW EXECUTE FUNCTION check_new_statement();
CREATE TRIGGER statement_change BEFORE UPDATE ON statement_request
  FOR EACH ROW EXECUTE FUNCTION check_statement_change();
CREATE TRIGGER statement_recorded AFTER INSERT OR UPDATE ON statement_request
  FOR EACH ROW EXECUTE FUNCTION record_statement_change();
CREATE TRIGGER statement_kept BEFORE DELETE ON statement_request
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER statement_event_kept BEFORE UPDATE OR DELETE ON statement_event
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER grant_told AFTER INSERT OR UPDATE ON access_grant
  FOR EACH ROW EXECUTE FUNCTION tell_grant_change();
