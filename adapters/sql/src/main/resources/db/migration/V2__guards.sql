-- What guards and canaries need, beside what is there.

-- Of the bounced, those refused because of the recipient. Shards of before count theirs with their
-- next event.
alter table shard add column hard_bounced int not null default 0;

-- of the plan
alter table campaign add column guards text not null default '';                -- own rules, one a line; the others are inherited
alter table campaign add column canary_share double precision;                  -- null: no canary
alter table campaign add column canary_settle bigint;

-- of its watch
alter table campaign add column guard_sentence text;                            -- null: no guard has paused it
alter table campaign add column guard_since bigint;
alter table campaign add column known_ended bigint not null default 0;          -- these five: as they stood when it was resumed in spite of a guard
alter table campaign add column known_delivered bigint not null default 0;
alter table campaign add column known_bounced bigint not null default 0;
alter table campaign add column known_blocked bigint not null default 0;
alter table campaign add column known_complaints bigint not null default 0;
alter table campaign add column canary_went_on bigint;                          -- null: its canary has not let the rest go
