-- The second wall between merchants: whoever forgets to say for which merchant a transaction runs sees and writes nothing, the tables' owner
-- included. The relay, the scheduler and pruning run for '*'.
do $$
declare
    name text;
begin
    foreach name in array array['states', 'events', 'requests', 'inbox', 'claims', 'counters', 'lists', 'documents', 'outbox', 'work'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format('create policy one_merchant on %I using (current_setting(''aftersales.merchant'', true) in (merchant, ''*''))', name);
    end loop;
end $$;
