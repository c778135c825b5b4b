-- Suppressions with a scope and an end: the key is another, so that the table is made anew. Those of
-- before are their project's, and hold for good.

create table suppression_with_scope (
    project               bigint not null,            -- 0: the whole deployment
    address               ${bytes} not null,          -- keyed hash, 16 bytes
    scope                 int not null,
    scope_id              bigint not null,            -- of the list or campaign, else 0
    why                   int not null,
    source                text not null,
    since                 bigint not null,
    ends_at               bigint,                     -- null: it holds for good
    change                bigint not null,
    removed               int not null,
    primary key (project, address, scope, scope_id)
) ${clustered};

insert into suppression_with_scope
    (project, address, scope, scope_id, why, source, since, change, removed)
select project, address, 1, 0, why, source, since, change, removed from suppression;

drop table suppression;
alter table suppression_with_scope rename to suppression;
create unique index suppression_change on suppression (change);
create index suppression_end on suppression (ends_at) where removed = 0 and ends_at is not null;

-- Soft bounces of an address by campaign, once each: counted across campaigns. Under campaign 0 stands
-- when the last message was delivered; what is older does not count.
create table soft_bounce (
    project               bigint not null,
    address               ${bytes} not null,          -- keyed hash, 16 bytes
    campaign              bigint not null,
    noted_at              bigint not null,
    primary key (project, address, campaign)
) ${clustered};
create index soft_bounce_noted on soft_bounce (noted_at);
