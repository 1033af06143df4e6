-- The last writes of a transaction go out together with its commit, so a compare-and-set that found another version must fail in the
-- statement itself: nobody looks at its answer before it is committed.

create function require_changed(ids text[], versions int[], changed text[]) returns void language plpgsql as $$
declare
  lost int := array_position(changed, null);
begin
  if lost is not null then
    raise exception 'another version of % was written meanwhile', ids[lost]
      using errcode = 'restrict_violation', constraint = 'row_version',
        detail = json_build_object('id', ids[lost], 'expectedVersion', versions[lost])::text;
  end if;
end $$;
