-- When a create of unknown outcome left us: its order may still appear upstream after it was given up and bought again.
alter table purchase add column unsure_since timestamptz(3);

create index purchase_unsure on purchase (unsure_since) where unsure_since is not null;
