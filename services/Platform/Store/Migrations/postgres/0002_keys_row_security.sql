-- As with the other tables.
alter table keys enable row level security;
alter table keys force row level security;
create policy one_merchant on keys using (current_setting('aftersales.merchant', true) in (merchant, '*'));
