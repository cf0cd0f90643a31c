set local role zb_owner;

-- What came to a site within a day is counted before another photo is kept.
create index photo_by_day on photo (org, site, uploaded_at);

reset role;
