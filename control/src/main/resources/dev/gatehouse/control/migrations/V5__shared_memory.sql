-- What all replicas must remember together, each for a short time.

-- Uses of DPoP proofs. Unlogged: a crash of the server forgets them, and a proof is worth a minute.
CREATE UNLOGGED TABLE used_proof (
  use        text PRIMARY KEY,
  keep_until timestamptz NOT NULL
);
CREATE INDEX used_proof_old ON used_proof (keep_until);

CREATE UNLOGGED TABLE rate_window (
  key     text PRIMARY KEY,
  started timestamptz NOT NULL,
  used    integer NOT NULL
);
CREATE INDEX rate_window_old ON rate_window (started);

-- The first key with which a provider's token was shown; no other counts while the token holds.
CREATE TABLE provider_token_key (
  token      text PRIMARY KEY,
  thumbprint text NOT NULL,
  keep_until timestamptz NOT NULL
);
CREATE INDEX provider_token_key_old ON provider_token_key (keep_until);
