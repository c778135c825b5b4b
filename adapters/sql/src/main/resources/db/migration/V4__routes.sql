-- Several routes of a campaign, and what their lanes have learned.

alter table route add column weight double precision not null default 1;
alter table route add column providers text not null default '';   -- names, one a line; none: all

create table lane_state (
    route                 int not null,
    lane                  text not null,
    state                 text not null,
    changed_at            bigint not null,
    primary key (route, lane)
) ${clustered};
