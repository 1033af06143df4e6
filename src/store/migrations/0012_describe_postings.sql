-- Which partner a group is about, house accounts included, and which part of its amount a posting is.

alter table posting_group
  add column partner_id text not null references partner,
  add column livemode boolean not null;
create index posting_group_partner on posting_group (partner_id, livemode, created_at desc, id desc);

alter table posting add column component text not null;
