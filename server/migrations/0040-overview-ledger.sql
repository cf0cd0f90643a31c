set local role zb_owner;

-- What came of all that was due in a range of time is summed from this index alone, however much lies before the range.
create index obligation_by_due on obligation (org, site, due_at) include (post, met_at, ended_at, rules);

-- Few of all entries: those that whoever answers for a site looks at by the time at which they were made.
create index entry_of_notes on entry (org, site, at)
  where type in ('attendance.abandoned', 'attendance.absent', 'violation.recorded');

create index absence_by_time on absence (org, site, since);

reset role;
