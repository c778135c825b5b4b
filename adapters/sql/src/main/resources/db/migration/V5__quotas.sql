-- What a route may start by the calendar, and whom it is for.

-- Beside what its lanes have learned stands what a route has used up.
alter table lane_state rename to route_state;
alter table route_state rename column lane to part;                 -- `lane google`, `cap`, `warmup google`
update route_state set part = 'lane ' || part;

alter table route add column per_day bigint;                        -- starts in 24 hours; null: unlimited
alter table route add column warmup text not null default '';       -- the curve, a day a line; none: warm
alter table route add column engagement text not null default 'ANY';
alter table campaign add column engagement text not null default 'ANY';
