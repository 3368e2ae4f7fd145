-- Sessions that a reviewer cut off, one at a time; the grant goes on.

CREATE TABLE session_cut (
  session_id text PRIMARY KEY REFERENCES audit_session (id),
  issuer     text NOT NULL,
  subject    text NOT NULL,
  name       text NOT NULL,
  reason     text NOT NULL CHECK (reason <> ''),
  at         timestamptz NOT NULL
);

CREATE FUNCTION tell_session_cut() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  s audit_session%ROWTYPE;
BEGIN
  SELECT * INTO STRICT s FROM audit_session WHERE id = NEW.session_id;
  PERFORM pg_notify('gatehouse', json_build_object(
    'kind', 'session', 'id', s.id, 'state', 'cut_off', 'grant', s.grant_id,
    'issuer', s.issuer, 'subject', s.subject)::text);
  RETURN NULL;
END
$$;

CREATE TRIGGER session_cut_told AFTER INSERT ON session_cut
  FOR EACH ROW EXECUTE FUNCTION tell_session_cut();
CREATE TRIGGER session_cut_kept BEFORE UPDATE OR DELETE ON session_cut
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
