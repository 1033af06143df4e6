-- What a partner does not want to see of the catalogue, and its markup; null: everything, at the seller's price.

alter table partner add column catalogue_rules jsonb;
