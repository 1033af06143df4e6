-- Which of these objects does a row name? Asked for every object there is.
create index stored_file_key on stored_file (storage_key);
