-- The record: sessions, their segments (the bytes are in the segment folder), the keys that open
-- them, and what a reviewer must see.

CREATE TABLE audit_session (
  id                 text PRIMARY KEY,
  grant_id           text        NOT NULL,
  issuer             text        NOT NULL,
  subject            text        NOT NULL,
  person             text        NOT NULL,
  source             text        NOT NULL,
  environment        text        NOT NULL,
  purpose            text        NOT NULL,
  device_key         text        NOT NULL,
  sealing_key        text        NOT NULL,
  host               text        NOT NULL,
  app_version        text        NOT NULL,
  opened_at          timestamptz NOT NULL,
  last_seen_at       timestamptz NOT NULL,
  closed_at          timestamptz,
  announced_segments bigint
);
CREATE INDEX audit_session_opened_at ON audit_session (opened_at DESC);

-- The session's private sealing key, encrypted. Its row goes when the session is whole: from then
-- on only audit_segment_key opens a segment, and to delete a row there is to erase the segment.
CREATE TABLE audit_session_key (
  session_id text PRIMARY KEY REFERENCES audit_session (id),
  encrypted  bytea NOT NULL
);

CREATE TABLE audit_segment (
  session_id  text        NOT NULL REFERENCES audit_session (id),
  number      bigint      NOT NULL CHECK (number >= 0),
  sha256      text        NOT NULL,
  previous    text        NOT NULL,
  bytes       bigint      NOT NULL,
  records     bigint      NOT NULL,
  sealed      boolean     NOT NULL,
  last        boolean     NOT NULL,
  statements  integer     NOT NULL,
  flagged     integer     NOT NULL,
  received_at timestamptz NOT NULL,
  receipt     text        NOT NULL,
  PRIMARY KEY (session_id, number)
);

CREATE TABLE audit_segment_key (
  session_id text   NOT NULL,
  number     bigint NOT NULL,
  encrypted  bytea  NOT NULL,
  PRIMARY KEY (session_id, number),
  FOREIGN KEY (session_id, number) REFERENCES audit_segment (session_id, number)
);

CREATE TABLE audit_alert (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id text        NOT NULL REFERENCES audit_session (id),
  number     bigint,
  kind       text        NOT NULL,
  sentence   text        NOT NULL,
  at         timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (session_id, number, kind, sentence)
);

CREATE TABLE audit_access (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  session_id text        NOT NULL REFERENCES audit_session (id),
  issuer     text        NOT NULL,
  subject    text        NOT NULL,
  person     text        NOT NULL,
  what       text        NOT NULL,
  at         timestamptz NOT NULL
);
