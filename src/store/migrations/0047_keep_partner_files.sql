-- Files that partners send: what they are for, what names them, and how far storing and removing their bytes has come.
alter table stored_file
  add column purpose text check (purpose in ('REFUND_EVIDENCE', 'BRAND_AUTHORIZATION', 'CUSTOMS_DOCUMENT')),
  add column file_name text check (length(file_name) between 1 and 200),
  add column source_sha256 text check (source_sha256 ~ '^[0-9a-f]{64}$'),
  add column attached_to text[] not null default '{}',
  add column stored_at timestamptz(3) default now(),
  add column discarded_at timestamptz(3);

-- What lies there was stored when its row was written; only an upload begins without.
update stored_file set stored_at = created_at;
alter table stored_file add constraint stored_file_ours_is_stored check (purpose is not null or (stored_at is not null and discarded_at is null));

create index stored_file_unused on stored_file (partner_id, livemode, id)
  where purpose is not null and (attached_to = '{}' or stored_at is null or discarded_at is not null);
create index stored_file_uploads on stored_file (id) where purpose is not null;

-- Who may hand in evidence may send the file it is.
update api_key set scopes = array_append(scopes, 'files:write')
where 'refunds:write' = any (scopes) and not 'files:write' = any (scopes);
