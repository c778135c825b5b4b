-- Messages whose readers opened or clicked, beside their statuses; folded with the other counters.
alter table shard add column opened int not null default 0;
alter table shard add column clicked int not null default 0;
alter table shard add column opened_by_machine int not null default 0;
alter table shard add column clicked_by_machine int not null default 0;
