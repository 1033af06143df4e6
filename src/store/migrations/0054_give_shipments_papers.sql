-- Papers the owner of the goods gave a shipment, as stored files.
alter table shipment add column document_file_ids text[] not null default '{}';
