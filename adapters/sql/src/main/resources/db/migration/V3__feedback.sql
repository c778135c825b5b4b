-- Messages about which something came back, beside their statuses; folded with the other counters.
alter table shard add column bounced_late int not null default 0;
alter table shard add column complained int not null default 0;
alter table shard add column unsubscribed int not null default 0;
