import { canonicalText, type Envelope, entryHash } from "#server/journal/envelope.ts";
import { type Attack, anEntry, type Commit, entriesAt } from "./attack.ts";

const flipByte: Commit = async ({ sql, place: { org, site }, chance }) => {
  const { id, version, text } = await anEntry(sql, { org, site }, chance);
  const at = chance.between(0, Buffer.byteLength(text) - 1);
  const by = chance.between(1, 255);
  await sql`
    update entry set bytes = set_byte(bytes, ${at}, get_byte(bytes, ${at}) # ${by})
    where org = ${org} and site = ${site} and id = ${id} and version = ${version}`;
  return `byte ${at} of ${id}@${version}`;
};

const editWithHash: Commit = async ({ sql, place: { org, site }, chance }) => {
  const { id, version, text } = await anEntry(sql, { org, site }, chance);
  const edited = canonicalText({ ...(JSON.parse(text) as Envelope), type: "log.line-corrected" });
  await sql`
    update entry set bytes = convert_to(${edited}, 'UTF8'), hash = decode(${entryHash(edited)}, 'hex'),
      type = 'log.line-corrected'
    where org = ${org} and site = ${site} and id = ${id} and version = ${version}`;
  return `${id}@${version} with a matching hash`;
};

const editColumn: Commit = async ({ sql, place: { org, site }, chance }) => {
  const { id, version } = await anEntry(sql, { org, site }, chance);
  const column = chance.pick(["type", "command", "actor", "at"]);
  const value = column === "at" ? sql`at + ${chance.between(1, 1000)}` : sql`${sql(column)} || 'x'`;
  await sql`
    update entry set ${sql(column)} = ${value}
    where org = ${org} and site = ${site} and id = ${id} and version = ${version}`;
  return `column ${column} of ${id}@${version}`;
};

const deleteOne: Commit = async ({ sql, place: { org, site }, chance }) => {
  const { id, version } = await anEntry(sql, { org, site }, chance);
  await sql`delete from entry where org = ${org} and site = ${site} and id = ${id} and version = ${version}`;
  return `${id}@${version}`;
};

/** The entry after the last, in the form that the door would write, with a command; but its chain begins nowhere. */
const insertStray: Commit = async ({ sql, place: { org, site }, chance }) => {
  const { id, text } = await anEntry(sql, { org, site }, chance);
  const last = (await entriesAt(sql, { org, site })).findLast((each) => each.id === id);
  const version = (last?.version ?? 0) + 1;
  const stray = canonicalText({ ...(JSON.parse(text) as Envelope), version, prev: "0".repeat(64) });
  await sql`
    insert into entry (org, site, noun, id, version, born_month, type, at, command, actor, hash, bytes)
    select org, site, noun, id, ${version}, born_month, type, at, command, actor,
      decode(${entryHash(stray)}, 'hex'), convert_to(${stray}, 'UTF8')
    from entry where org = ${org} and site = ${site} and id = ${id} limit 1`;
  return `${id}@${version}`;
};

/** A new entry before an old one, and all after it moved on and hashed again. */
const insertBetween: Commit = async ({ sql, place, chance }) => {
  const { org, site } = place;
  const { id, version } = await anEntry(sql, place, chance);
  const chain = (await entriesAt(sql, place)).filter((each) => each.id === id);
  const envelopes = chain.map(({ text }) => JSON.parse(text) as Envelope);
  const inserted = { ...(envelopes[version - 1] as Envelope), type: "log.line-corrected" };
  const whole = [...envelopes.slice(0, version - 1), inserted, ...envelopes.slice(version - 1)];
  await sql`delete from entry where org = ${org} and site = ${site} and id = ${id}`;
  let prev = "";
  for (const [index, envelope] of whole.entries()) {
    const text = canonicalText({ ...envelope, version: index + 1, prev });
    prev = entryHash(text);
    await sql`
      insert into entry (org, site, noun, id, version, born_month, type, at, command, actor, hash, bytes)
      values (${org}, ${site}, 'log', ${id}, ${index + 1}, '2026-11-01', ${envelope.type}, ${envelope.at},
        ${envelope.command}, 'lin', decode(${prev}, 'hex'), convert_to(${text}, 'UTF8'))`;
  }
  await sql`
    update stream set version = ${whole.length}, head_hash = decode(${prev}, 'hex')
    where org = ${org} and site = ${site} and id = ${id}`;
  return `before ${id}@${version}`;
};

const swap: Commit = async ({ sql, place, chance }) => {
  const entries = await entriesAt(sql, place);
  const one = chance.pick(entries);
  const others = entries.filter(({ hash }) => hash !== one.hash);
  if (others.length === 0) return undefined;
  const other = chance.pick(others);
  for (const [to, from] of [
    [one, other],
    [other, one],
  ] as const)
    await sql`
      update entry set bytes = convert_to(${from.text}, 'UTF8'), hash = decode(${from.hash}, 'hex')
      where org = ${place.org} and site = ${place.site} and id = ${to.id} and version = ${to.version}`;
  return `${one.id}@${one.version} and ${other.id}@${other.version}`;
};

const editStream: Commit = async ({ sql, place: { org, site }, chance }) => {
  const { id } = await anEntry(sql, { org, site }, chance);
  const change = chance.pick([sql`version = version + 1`, sql`head_hash = sha256(head_hash)`]);
  await sql`update stream set ${change} where org = ${org} and site = ${site} and id = ${id}`;
  return id;
};

const deleteStreamRow: Commit = async ({ sql, place: { org, site }, chance }) => {
  const { id } = await anEntry(sql, { org, site }, chance);
  await sql`delete from stream where org = ${org} and site = ${site} and id = ${id}`;
  return id;
};

const truncateEntries: Commit = async ({ sql }) => {
  await sql`truncate entry`;
  return "all";
};

export const entryAttacks: readonly Attack[] = [
  { name: "a byte of an entry is changed", commit: flipByte },
  { name: "an entry is changed and its hash made to fit", commit: editWithHash },
  { name: "a column of an entry is changed", commit: editColumn },
  { name: "an entry is deleted", commit: deleteOne },
  { name: "an entry is added that follows from nothing", commit: insertStray },
  { name: "an entry is put between others and the chain made to fit", commit: insertBetween },
  { name: "two entries are exchanged", commit: swap },
  { name: "the head of a stream is changed", commit: editStream },
  { name: "the row of a stream is deleted", commit: deleteStreamRow },
  { name: "the table of entries is emptied", commit: truncateEntries },
];
