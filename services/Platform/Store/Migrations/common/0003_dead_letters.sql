-- How many events were refused and not dealt with, across merchants, and whether one is among them: without going through all lists.
create index lists_of_dead_letters on lists (merchant, item) where list = 'dead-letters/open';
