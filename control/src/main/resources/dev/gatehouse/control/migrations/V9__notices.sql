-- Notices of requests and decisions. What is to be told is written in the transaction that decides
-- it; who is told is added by whichever replica comes first, and each delivery is made once.

CREATE TABLE notice (
  event_number bigint PRIMARY KEY REFERENCES grant_event,
  queued_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE notice_delivery (
  -- The same at every attempt, so that a receiver can tell a repetition.
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  event_number  bigint NOT NULL REFERENCES grant_event,
  destination   text NOT NULL,
  state         text NOT NULL DEFAULT 'waiting'
                CHECK (state IN ('waiting', 'sent', 'not_told', 'given_up')),
  attempts      integer NOT NULL DEFAULT 0,
  queued_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  next_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  claimed_until timestamptz,
  outcome       text NOT NULL DEFAULT '',
  UNIQUE (event_number, destination)
);

CREATE INDEX notice_delivery_waiting ON notice_delivery (destination, next_at)
  WHERE state = 'waiting';

CREATE FUNCTION queue_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.to_state IN ('requested', 'approved', 'denied', 'lapsed', 'withdrawn', 'revoking',
                      'failed') THEN
    INSERT INTO notice (event_number) VALUES (NEW.number);
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER event_told AFTER INSERT ON grant_event
  FOR EACH ROW EXECUTE FUNCTION queue_notice();
