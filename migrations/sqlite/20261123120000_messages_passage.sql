-- A comment may be about one line of what is asked: the place of the part in the record's content,
-- the key of the line in it, and its words.
alter table messages add column passage_part integer;
alter table messages add column passage_line text;
alter table messages add column passage_quote text;
