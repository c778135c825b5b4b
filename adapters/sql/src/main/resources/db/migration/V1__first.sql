-- Postrider's tables, the same for SQLite and PostgreSQL. Only these placeholders differ:
--   identity   a number the engine gives, upwards, never twice
--   bytes      bytes as they are
--   clustered  rows stand in the order of their key, and nowhere else
-- Times are epoch milliseconds, durations milliseconds. Codes are those of the enums in core.
-- Nothing here names a recipient: blocks and segments are sealed, addresses are keyed hashes.

-- campaigns, templates, routes

create table campaign (
    id                    ${identity},
    project               bigint not null,
    version               int not null,
    state                 text not null,
    name                  text not null,
    from_address          text not null,
    from_name             text not null,
    reply_to              text,
    subject               text not null,
    template              bigint not null,
    list                  bigint not null,
    window_start          bigint,
    window_end            bigint,
    rate_global           double precision,           -- starts a second; null: unlimited
    rate_provider         double precision,
    rate_route            double precision,
    concurrency           int not null,
    retry_delays          text not null,              -- one a line
    retry_thereafter      bigint not null,
    retry_expiry          bigint not null,
    retry_jitter          double precision not null,
    on_uncertain          text not null,
    tracking              text not null,
    routes                text not null,              -- names, one a line
    launch_start          bigint,                     -- these five: null while a DRAFT
    launch_end            bigint,
    launch_list           int,                        -- version of the list
    launch_template       int,                        -- version of the template
    launched_at           bigint,
    sealed_key            ${bytes} not null,
    created_at            bigint not null,
    changed_at            bigint not null
);
create index campaign_of_project on campaign (project, id);
create index campaign_in_state on campaign (state);

create table template (
    id                    ${identity},
    project               bigint not null,
    version               int not null                -- the newest
);
create index template_of_project on template (project, id);

create table template_version (
    template              bigint not null,
    version               int not null,
    name                  text not null,
    html                  text not null,
    plain                 text,                       -- null: made from the HTML
    changed_at            bigint not null,
    primary key (template, version)
);

create table route (
    id                    ${identity},
    project               bigint not null,
    name                  text not null,
    target                text not null,
    sealed_secret         ${bytes} not null,
    connections           int not null,
    rate                  double precision,           -- starts a second; null: unlimited
    unique (project, name)
);

-- recipient lists

create table recipient_list (
    id                    ${identity},
    project               bigint not null,
    name                  text not null,
    version               int not null,               -- segments below this number can be seen
    contacts              bigint not null,
    uploads               int not null,               -- begun; the last one may add segments
    fields                text not null,              -- one a line
    sealed_key            ${bytes} not null,
    created_at            bigint not null
);
create index recipient_list_of_project on recipient_list (project, id);

create table segment (
    list                  bigint not null,
    number                int not null,
    upload                int not null,
    contacts              int not null,
    sealed                ${bytes} not null,
    primary key (list, number)
);

-- suppressions: one row an address, with its last change; what was taken back stays as `removed`

create table suppression (
    project               bigint not null,
    address               ${bytes} not null,          -- keyed hash, 16 bytes
    why                   int not null,
    source                text not null,
    since                 bigint not null,
    change                bigint not null,
    removed               int not null,
    primary key (project, address)
) ${clustered};
create unique index suppression_change on suppression (change);

-- One row. Whoever changes suppressions moves it in the same transaction, so that changes are
-- committed in the order of their numbers and a reader that follows them misses none.
create table suppression_clock (
    change                bigint not null
);
insert into suppression_clock (change) values (0);

-- the queue

create table queued_shard (
    campaign              bigint not null,
    number                int not null,
    lane                  text not null,
    size                  int not null,
    due_at                bigint not null,
    epoch                 bigint not null,            -- of the last lease; 0: never leased
    leased_until          bigint not null,            -- 0: nobody holds it
    given_back            int not null,               -- 1: whoever held it does not send any more
    predecessor_gone      int not null,               -- given_back as it was when the lease began
    primary key (campaign, number)
) ${clustered};
create index queued_shard_due on queued_shard (lane, campaign, due_at);

create table expansion (
    campaign              bigint not null primary key,
    segments              int not null,
    shards                int not null,
    recipients            bigint not null,
    duplicates            bigint not null,
    complete              int not null
);

-- messages: a shard's counters are the fold of its events, replaced with every append

create table shard (
    campaign              bigint not null,
    number                int not null,
    lane                  text not null,
    size                  int not null,
    epoch_seen            bigint not null,            -- intents of older epochs are refused
    version               bigint not null,            -- raised by whatever changes the shard
    queued                int not null,
    uncertain             int not null,
    deferred              int not null,
    sent                  int not null,
    dropped               int not null,
    blocked               int not null,
    delivered             int not null,
    bounced               int not null,
    in_flight             int not null,
    ever_uncertain        int not null,
    primary key (campaign, number)
) ${clustered};

create table block (
    campaign              bigint not null,
    number                int not null,
    generation            int not null,
    sealed                ${bytes} not null,
    primary key (campaign, number)
);

-- Batches that were appended, several of one epoch and one commit in one row under the first's key.
create table event (
    campaign              bigint not null,
    number                int not null,
    epoch                 bigint not null,
    sequence              bigint not null,
    events                ${bytes} not null,
    primary key (campaign, number, epoch, sequence)
) ${clustered};

-- Batches that were packed together, compressed, and taken out of `event`.
create table packed_events (
    campaign              bigint not null,
    number                int not null,
    events                ${bytes} not null,
    primary key (campaign, number)
);

-- the API

create table api_key (
    id                    ${identity},
    project               bigint not null,
    name                  text not null,
    role                  int not null,
    hash                  text not null unique,       -- SHA-256 of the key, which is not kept
    created_at            bigint not null,
    expires_at            bigint,
    revoked_at            bigint
);

-- What was answered to requests with an Idempotency-Key; status 0 while one is under way.
create table answered (
    project               bigint not null,
    idempotency_key       text not null,
    fingerprint           text not null,
    claimed_at            bigint not null,
    status                int not null,
    body                  text not null,
    primary key (project, idempotency_key)
) ${clustered};
create index answered_claimed on answered (claimed_at);
