-- Partners take turns at the one door to 1688: a purchase gets a number when it is paid for, its job carries it, and the lowest goes
-- first (docs/decisions/0011). Old processes beside this schema write purchases without a turn; those go before all others.
alter table purchase add column turn int not null default 0 check (turn >= 0);
alter table outbox add column turn int check (turn > 0);

create index purchase_in_line on purchase (turn) where state = 'INTENDED' and attempts = 0;
create index purchase_in_line_of_partner on purchase (partner_id, livemode, turn) where state = 'INTENDED' and attempts = 0;
