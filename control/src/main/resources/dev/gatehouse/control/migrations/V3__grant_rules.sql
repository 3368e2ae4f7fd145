-- Rules of grants: start in the future, emergencies, extensions, demands of reviews, no circles of
-- approvers. As in V1, the database refuses by itself what the service would never do.

ALTER TABLE access_grant
  ADD COLUMN environment text NOT NULL DEFAULT '',
  ADD COLUMN asked_start timestamptz,
  ADD COLUMN break_glass boolean NOT NULL DEFAULT false,
  ADD COLUMN extends_id text REFERENCES access_grant;

ALTER TABLE access_grant
  ADD CONSTRAINT emergency_is_short CHECK (
    NOT break_glass
    OR state IN ('requested', 'denied', 'withdrawn', 'lapsed')
    OR (duration_minutes <= 30 AND asked_start IS NULL AND extends_id IS NULL
        AND required_approvals = 0 AND human_subject IS NULL)),
  ADD CONSTRAINT sensitive_is_short CHECK (
    duration_minutes <= 60
    OR state IN ('requested', 'denied', 'withdrawn', 'lapsed')
    OR (cardinality(unmask) = 0
        AND NOT (environment = 'prod' AND actions && ARRAY['insert', 'update', 'delete', 'ddl'])));

-- What each rule demands of a review; the most of any is access_grant.required_approvals.
CREATE TABLE grant_demand (
  grant_id  text NOT NULL REFERENCES access_grant,
  revision  integer NOT NULL,
  rule_id   text NOT NULL,
  approvers integer NOT NULL CHECK (approvers >= 1),
  groups    text[] NOT NULL,
  subjects  text[] NOT NULL,
  PRIMARY KEY (grant_id, revision, rule_id)
);

-- The reviewer's groups at that moment.
ALTER TABLE grant_approval ADD COLUMN groups text[] NOT NULL DEFAULT '{}';

-- What a reviewer said of an emergency afterwards.
CREATE TABLE grant_review (
  grant_id text PRIMARY KEY REFERENCES access_grant,
  issuer   text NOT NULL,
  subject  text NOT NULL,
  name     text NOT NULL,
  verdict  text NOT NULL CHECK (verdict IN ('justified', 'not_justified')),
  comment  text NOT NULL CHECK (comment <> ''),
  at       timestamptz NOT NULL
);

-- Who stands behind a grant: the person, or the human behind an agent.
CREATE VIEW grant_person AS
  SELECT id, state, changed_at, coalesce(human_issuer, issuer) AS issuer,
         coalesce(human_subject, subject) AS subject
  FROM access_grant;

-- Whether this approval would close a circle: the requester approved, directly or through others,
-- something of the approver's that is open or was decided within the day before.
CREATE FUNCTION approval_closes_circle(approver_issuer text, approver_subject text,
                                       asker_issuer text, asker_subject text, now timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE recent AS (
    SELECT a.issuer, a.subject, p.issuer AS for_issuer, p.subject AS for_subject
    FROM grant_approval a JOIN grant_person p ON p.id = a.grant_id
    WHERE p.state IN ('requested', 'approved', 'activating', 'active', 'revoking')
       OR a.at > now - interval '24 hours'
  ), reached AS (
    SELECT asker_issuer AS issuer, asker_subject AS subject
    UNION
    SELECT r.for_issuer, r.for_subject FROM recent r
    JOIN reached f ON r.issuer = f.issuer AND r.subject = f.subject
  )
  SELECT EXISTS (SELECT FROM reached
                 WHERE issuer = approver_issuer AND subject = approver_subject)
$$;

CREATE FUNCTION unmet_demand(of_grant text, of_revision integer)
RETURNS text LANGUAGE sql STABLE AS $$
  SELECT min(d.rule_id) FROM grant_demand d
  WHERE d.grant_id = of_grant AND d.revision = of_revision
    AND d.approvers > (
      SELECT count(*) FROM grant_approval a
      WHERE a.grant_id = of_grant AND a.revision = of_revision
        AND ((cardinality(d.groups) = 0 AND cardinality(d.subjects) = 0)
             OR '*' = ANY (d.groups) OR a.groups && d.groups OR a.subject = ANY (d.subjects)))
$$;

CREATE OR REPLACE FUNCTION check_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  g access_grant%ROWTYPE;
BEGIN
  -- One approval at a time, so that two that would close a circle cannot pass each other.
  PERFORM pg_advisory_xact_lock(hashtextextended('grant_approval', 0));
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
  IF approval_closes_circle(NEW.issuer, NEW.subject, coalesce(g.human_issuer, g.issuer),
                            coalesce(g.human_subject, g.subject), NEW.at) THEN
    RAISE EXCEPTION 'grant % cannot be approved by whom its requester approves', g.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION check_demand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM access_grant g
                 WHERE g.id = NEW.grant_id AND g.revision = NEW.revision
                   AND g.state = 'requested') THEN
    RAISE EXCEPTION 'grant % takes no further demand', NEW.grant_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION check_grant_review() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  g access_grant%ROWTYPE;
BEGIN
  SELECT * INTO STRICT g FROM access_grant WHERE id = NEW.grant_id;
  IF NOT g.break_glass THEN
    RAISE EXCEPTION 'grant % was no emergency', g.id USING ERRCODE = 'check_violation';
  END IF;
  IF g.state NOT IN ('ended', 'revoked', 'failed') THEN
    RAISE EXCEPTION 'grant % is not over', g.id USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.issuer, NEW.subject) = (g.issuer, g.subject) THEN
    RAISE EXCEPTION 'grant % cannot be reviewed by who broke the glass', g.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

-- An extension goes on where the other ends, with the same terms, for the same person.
CREATE FUNCTION check_extension() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  old access_grant%ROWTYPE;
BEGIN
  IF NEW.extends_id IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT * INTO STRICT old FROM access_grant WHERE id = NEW.extends_id;
  IF NEW.id = old.id OR old.break_glass OR old.end_at IS NULL
     OR NEW.asked_start IS DISTINCT FROM old.end_at
     OR (NEW.issuer, NEW.subject, NEW.human_issuer, NEW.human_subject, NEW.source, NEW.relations,
         NEW.actions, NEW.unmask, NEW.export, NEW.row_cap)
        IS DISTINCT FROM
        (old.issuer, old.subject, old.human_issuer, old.human_subject, old.source, old.relations,
         old.actions, old.unmask, old.export, old.row_cap) THEN
    RAISE EXCEPTION 'grant % does not extend grant %', NEW.id, old.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION check_grant_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  unmet text;
BEGIN
  IF (NEW.environment, NEW.asked_start, NEW.break_glass, NEW.extends_id)
     IS DISTINCT FROM
     (OLD.environment, OLD.asked_start, OLD.break_glass, OLD.extends_id)
     AND NEW.revision <> OLD.revision + 1 THEN
    RAISE EXCEPTION 'grant % can be edited as a new revision of a request only', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'requested' AND NEW.state = 'approved' THEN
    -- A window that was asked for ends when it was asked to, however late it was approved.
    IF NEW.asked_start IS NOT NULL AND (
         NEW.start_at < NEW.asked_start
         OR NEW.end_at > NEW.asked_start + make_interval(mins => NEW.duration_minutes)) THEN
      RAISE EXCEPTION 'grant % is not for that time', OLD.id USING ERRCODE = 'check_violation';
    END IF;
    unmet := unmet_demand(OLD.id, OLD.revision);
    IF unmet IS NOT NULL THEN
      RAISE EXCEPTION 'grant % lacks what rule % demands', OLD.id, unmet
        USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  -- Times are absolute: nothing is minted before the start, and nothing from the end on.
  IF NEW.state = 'activating' AND OLD.state <> 'activating'
     AND (NEW.changed_at < NEW.start_at OR NEW.changed_at >= NEW.end_at) THEN
    RAISE EXCEPTION 'grant % does not hold at that time', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.break_glass AND NEW.state = 'approved'
     AND NEW.end_at > NEW.start_at + interval '30 minutes' THEN
    RAISE EXCEPTION 'grant % is too long for an emergency', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER grant_rules BEFORE UPDATE ON access_grant
  FOR EACH ROW EXECUTE FUNCTION check_grant_rules();
CREATE TRIGGER grant_extension BEFORE INSERT OR UPDATE OF extends_id, asked_start, revision
  ON access_grant FOR EACH ROW EXECUTE FUNCTION check_extension();
CREATE TRIGGER demand_checked BEFORE INSERT ON grant_demand
  FOR EACH ROW EXECUTE FUNCTION check_demand();
CREATE TRIGGER demand_kept BEFORE UPDATE OR DELETE ON grant_demand
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER review_checked BEFORE INSERT ON grant_review
  FOR EACH ROW EXECUTE FUNCTION check_grant_review();
CREATE TRIGGER review_kept BEFORE UPDATE OR DELETE ON grant_review
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
