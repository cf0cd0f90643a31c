import type { Sql } from "postgres";

/**
 * What stands in a database, in words that two versions can be compared by: tables with all that belongs to them, functions, roles and
 * rights. Read from the catalogues, so it says what migrations made and not what they said.
 */
export async function dumpSchema(sql: Sql): Promise<string> {
  const sections = [
    await rolesOf(sql),
    ...(await tablesOf(sql)),
    ...(await functionsOf(sql)),
    await sequencesOf(sql),
    await schemaRightsOf(sql),
  ];
  return `${sections.filter((each) => each !== "").join("\n\n")}\n`;
}

interface Named {
  readonly name: string;
  readonly text: string;
}

/** By code units, which is the same on every machine. */
function inOrder<T extends Named>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Roles of ours, what they may do by themselves, and whose rights they have. */
async function rolesOf(sql: Sql): Promise<string> {
  const rows = await sql<Named[]>`
    select rolname as name, concat_ws(', ',
      case when rolcanlogin then 'logs in' end, case when rolsuper then 'superuser' end,
      case when rolbypassrls then 'sees all rows' end, case when rolcreatedb then 'creates databases' end,
      (select 'member of ' || string_agg(g.rolname, ', ' order by g.rolname)
        from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid)) as text
    from pg_roles r where rolname like 'zb\\_%' order by rolname`;
  return rows.map(({ name, text }) => `role ${name}${text === "" ? "" : `: ${text}`}`).join("\n");
}

interface TableRow extends Named {
  readonly oid: number;
  readonly kind: "r" | "p";
  readonly of: string | null;
  readonly owner: string;
  readonly security: string;
  readonly options: string | null;
}

async function tablesOf(sql: Sql): Promise<string[]> {
  const tables = await sql<TableRow[]>`
    select c.oid::int as oid, c.relname as name, c.relkind as kind, c.relowner::regrole::text as owner,
      concat_ws(', ', case when c.relrowsecurity then 'row security' end, case when c.relforcerowsecurity then 'also for its owner' end) as security,
      array_to_string(c.reloptions, ', ') as options, p.relname as of,
      coalesce(pg_get_expr(c.relpartbound, c.oid), pg_get_partkeydef(c.oid), '') as text
    from pg_class c
      left join pg_inherits i on i.inhrelid = c.oid
      left join pg_class p on p.oid = i.inhparent
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname collate "C"`;
  const sections: string[] = [];
  for (const table of tables) sections.push(await tableOf(sql, table));
  return sections;
}

async function tableOf(sql: Sql, { oid, name, kind, of, owner, security, options, text }: TableRow): Promise<string> {
  const about = [
    of === null ? undefined : `partition of ${of} ${text}`,
    kind === "p" ? `partitioned by ${text}` : undefined,
    `owner ${owner}`,
    security === "" ? undefined : security,
    options === null ? undefined : `with ${options}`,
  ];
  const lines = await Promise.all([
    columnsOf(sql, oid),
    constraintsOf(sql, oid),
    indexesOf(sql, oid),
    triggersOf(sql, oid),
    policiesOf(sql, oid),
    rightsOf(sql, oid),
  ]);
  return [`table ${name} (${about.filter(Boolean).join("; ")})`, ...lines.flat().map((line) => `  ${line}`)].join("\n");
}

async function columnsOf(sql: Sql, oid: number): Promise<string[]> {
  const rows = await sql<Named[]>`
    select a.attname as name, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
      case when l.collname <> 'default' then 'collate ' || quote_ident(l.collname) end,
      case when a.attnotnull then 'not null' end,
      case a.attidentity when 'a' then 'identity always' when 'd' then 'identity' end,
      case when a.attgenerated <> '' then 'generated' end,
      'default ' || pg_get_expr(d.adbin, d.adrelid)) as text
    from pg_attribute a
      left join pg_collation l on l.oid = a.attcollation
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = ${oid} and a.attnum > 0 and not a.attisdropped order by a.attnum`;
  return rows.map(({ name, text }) => `${name} ${text}`);
}

/** What must not be null stands with the columns; PostgreSQL 18 lists it among the constraints as well. */
async function constraintsOf(sql: Sql, oid: number): Promise<string[]> {
  const rows = await sql<Named[]>`
    select conname as name, pg_get_constraintdef(oid) as text from pg_constraint
    where conrelid = ${oid} and contype <> 'n' order by conname collate "C"`;
  return rows.map(({ name, text }) => `constraint ${name} ${text}`);
}

async function indexesOf(sql: Sql, oid: number): Promise<string[]> {
  const rows = await sql<Named[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as text from pg_index i
    where i.indrelid = ${oid}`;
  return inOrder(rows).map(({ text }) => text.replace(/^CREATE /, ""));
}

async function triggersOf(sql: Sql, oid: number): Promise<string[]> {
  const rows = await sql<Named[]>`
    select tgname as name, pg_get_triggerdef(oid) as text from pg_trigger
    where tgrelid = ${oid} and not tgisinternal order by tgname collate "C"`;
  return inOrder(rows).map(({ text }) => text.replace(/^CREATE /, ""));
}

async function policiesOf(sql: Sql, oid: number): Promise<string[]> {
  const rows = await sql<Named[]>`
    select polname as name, concat_ws(' ',
      case polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end,
      'to ' || array_to_string(array(
        select case when r = 0 then 'public' else r::regrole::text end from unnest(polroles) r order by 1), ', '),
      'using ' || pg_get_expr(polqual, polrelid), 'check ' || pg_get_expr(polwithcheck, polrelid)) as text
    from pg_policy where polrelid = ${oid} order by polname collate "C"`;
  return rows.map(({ name, text }) => `policy ${name} for ${text.replaceAll(/\s+/g, " ")}`);
}

/** Rights of others than the owner, on the whole table and on single columns. */
async function rightsOf(sql: Sql, oid: number): Promise<string[]> {
  const rows = await sql<Named[]>`
    select coalesce(nullif(grantee, 0)::regrole::text, 'public') as name,
      string_agg(distinct lower(privilege_type) || columns, ', ' order by lower(privilege_type) || columns) as text
    from (
      select g.grantee, g.privilege_type, '' as columns from pg_class c, aclexplode(c.relacl) g
        where c.oid = ${oid} and g.grantee <> c.relowner
      union all
      select g.grantee, g.privilege_type, ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
        from pg_attribute a, aclexplode(a.attacl) g where a.attrelid = ${oid} group by g.grantee, g.privilege_type) held
    group by grantee`;
  return inOrder(rows).map(({ name, text }) => `${name} may ${text}`);
}

async function functionsOf(sql: Sql): Promise<string[]> {
  const rows = await sql<(Named & { owner: string; rights: string | null })[]>`
    select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as text, p.proowner::regrole::text as owner,
      (select string_agg(coalesce(nullif(g.grantee, 0)::regrole::text, 'public'), ', ' order by 1)
        from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g where g.grantee <> p.proowner) as rights
    from pg_proc p where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
   `;
  return inOrder(rows).map(({ name, text, owner, rights }) => {
    const body = text
      .trimEnd()
      .split("\n")
      .map((line) => `  ${line}`.trimEnd());
    return [`function ${name} (owner ${owner}; called by ${rights ?? "nobody else"})`, ...body].join("\n");
  });
}

async function sequencesOf(sql: Sql): Promise<string> {
  const rows = await sql<Named[]>`
    select relname as name, format_type(s.seqtypid, null) || ' from ' || s.seqstart as text
    from pg_class c join pg_sequence s on s.seqrelid = c.oid
    where c.relnamespace = 'public'::regnamespace order by relname collate "C"`;
  return rows.map(({ name, text }) => `sequence ${name} ${text}`).join("\n");
}

async function schemaRightsOf(sql: Sql): Promise<string> {
  const rows = await sql<Named[]>`
    select coalesce(nullif(g.grantee, 0)::regrole::text, 'public') as name,
      string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) as text
    from pg_namespace n, aclexplode(n.nspacl) g
    where n.nspname = 'public' and g.grantee <> n.nspowner group by g.grantee`;
  return inOrder(rows)
    .map(({ name, text }) => `${name} may ${text} in the schema`)
    .join("\n");
}
