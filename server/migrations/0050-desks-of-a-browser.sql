set local role zb_owner;

-- Whether a browser has shown the cookie of a later desk is asked with every sign-in, and desks that have ended stay.
create index desk_by_browser on desk (org, browser, opened_at);

reset role;
