-- Pushes of 1688 get lost. What was modified there is read window by window; how far is kept here, in 1688's own time.

create table upstream_watermark (
  livemode boolean not null,
  feed text not null,
  reached_at timestamptz(3) not null,
  primary key (livemode, feed)
);

-- When 1688 says it modified what we read last: an order listed again without anything new is not read again.
alter table purchase add column upstream_modified_at timestamptz(3);
alter table refund_case add column upstream_modified_at timestamptz(3);
