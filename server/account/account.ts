import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import type { OrganisationId, PersonId, SiteId } from "#duty/grammar/entry.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import { noteEvent } from "./account-event.ts";
import { hashPassword } from "./password.ts";
import { changeVouched, isVouched, type RowCode, vouchedRow } from "./vouched-rows.ts";

/** Type number of `text[]`: an empty list does not tell the driver what it is a list of. */
const TEXTS = 1009;

export type Language = "zh-CN" | "zh-Hant" | "en";

export interface Organisation {
  readonly org: OrganisationId;
  readonly name: string;
  readonly headOffice: SiteId;
  readonly sites: readonly SiteId[];
  readonly demonstration: boolean;
}

export interface Account {
  readonly org: OrganisationId;
  readonly person: PersonId;
  readonly signInName: string;
  readonly passwordHash: string;
  readonly pinHash: string | null;
  readonly mustChangePassword: boolean;
  /** Until when a first password opens it; undefined where the person has chosen their own. */
  readonly firstPasswordUntil: Instant | undefined;
  readonly sites: readonly SiteId[];
  readonly language: Language;
  readonly demonstration: boolean;
}

interface AccountRow extends RowCode {
  org: string;
  person: string;
  sign_in_name: string;
  password_hash: string;
  pin_hash: string | null;
  must_change_password: boolean;
  first_password_until: string | null;
  sites: string[];
  language: Language;
  demonstration: boolean;
}

export async function foundOrganisation(sql: Sql, organisation: Organisation): Promise<void> {
  const { org, name, headOffice, sites, demonstration } = organisation;
  await sql`
    insert into organisation (org, name, head_office, sites, demonstration)
    values (${org}, ${name}, ${headOffice}, ${sql.array([...sites], TEXTS)}, ${demonstration})
    on conflict (org) do update set name = excluded.name, sites = excluded.sites`;
}

export async function organisationOf(sql: Sql, org: OrganisationId): Promise<Organisation | undefined> {
  const [row] = await sql<
    { org: string; name: string; head_office: string; sites: string[]; demonstration: boolean }[]
  >`select org, name, head_office, sites, demonstration from organisation where org = ${org}`;
  if (!row) return undefined;
  const { name, head_office, sites, demonstration } = row;
  return { org, name, headOffice: head_office, sites, demonstration };
}

export interface NewAccount {
  readonly org: OrganisationId;
  readonly person: PersonId;
  readonly signInName: string;
  readonly sites: readonly SiteId[];
  readonly password: string;
  /** Only for the demonstration, whose PINs are printed; people set their own. */
  readonly pin?: string;
  readonly mustChangePassword: boolean;
  readonly demonstration?: boolean;
  readonly actor?: PersonId;
  /** Up to which version of the person's stream it follows the journal; from the beginning where that is not told. */
  readonly followed?: number;
}

/**
 * Makes an account, or gives somebody who has come back theirs anew: nothing that opened the old one opens it. Answers false where the person
 * has one already, or the sign-in name is somebody else's.
 */
export async function makeAccount(sql: Sql, now: Instant, account: NewAccount): Promise<boolean> {
  const { org, person, mustChangePassword, followed = 0, demonstration = false } = account;
  const name = account.signInName.toLowerCase();
  const passwordHash = await hashPassword(account.password);
  const pinHash = account.pin === undefined ? null : await hashPassword(account.pin);
  const until = mustChangePassword ? await firstPasswordUntil(sql, now, org) : null;
  const sites = sql.array([...account.sites], TEXTS);
  const made = await sql.begin(async (tx) => {
    // Two who come back and are given one name at once: the second is answered that it is taken, instead of failing at the index.
    await tx`select pg_advisory_xact_lock(hashtextextended('sign-in name ' || ${name}::text, 0))`;
    return await changeVouched(tx, { table: "account", org, names: [person], anew: true }, async (within) => {
      const again = await within`
      update account set sign_in_name = ${name}, password_hash = ${passwordHash}, pin_hash = ${pinHash}, sites = ${sites},
        must_change_password = ${mustChangePassword}, first_password_until = ${until}, followed = ${followed}, left_at = null
      where org = ${org} and person = ${person} and left_at is not null
        and not exists (select from account other where other.sign_in_name = ${name} and (other.org, other.person) <> (${org}, ${person}))
      returning person`;
      if (again.length > 0) return again;
      return await within`
      insert into account (org, person, sign_in_name, password_hash, pin_hash, must_change_password, first_password_until, sites,
        demonstration, made_at, followed)
      values (${org}, ${person}, ${name}, ${passwordHash}, ${pinHash}, ${mustChangePassword}, ${until}, ${sites}, ${demonstration}, ${now},
        ${followed})
      on conflict do nothing returning person`;
    });
  });
  if (made.length === 0) return false;
  await noteEvent(sql, now, { what: "account-made", org, person, actor: account.actor });
  return true;
}

/** Until when a first password that is given now opens an account: as long as the organisation says. */
export async function firstPasswordUntil(sql: Sql, now: Instant, org: OrganisationId): Promise<Instant> {
  const [row] = await sql<{ hours: number }[]>`
    select first_password_hours as hours from organisation where org = ${org}`;
  if (!row) throw new Error(`there is no organisation ${org}`);
  return plusMinutes(now, row.hours * 60);
}

/** Whether the password of an account is a first one whose time is over: whoever has held it since is not let in by it. */
export function isFirstPasswordOver({ mustChangePassword, firstPasswordUntil: until }: Account, now: Instant): boolean {
  return mustChangePassword && until !== undefined && now >= until;
}

/** Of a password that nobody has chosen: some sixty bits. */
const drawnLetters = 12;

/** A password that nobody has chosen, easy to read aloud: letters and digits that cannot be mistaken for each other. */
export function randomPassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const draw = [...randomBytes(60)].filter((byte) => byte < letters.length * 8).slice(0, drawnLetters);
  const text = draw.map((byte) => letters[byte % letters.length]).join("");
  return text.length === drawnLetters ? text.replace(/(.{4})(?=.)/g, "$1-") : randomPassword();
}

/** The account of this name, as long as it is one and the product itself wrote it: nobody is let in by another. */
export async function accountNamed(sql: Sql, signInName: string): Promise<Account | undefined> {
  const [row] = await sql<AccountRow[]>`
    select org, person, sign_in_name, password_hash, pin_hash, must_change_password, first_password_until, sites, language,
      demonstration, ${vouchedRow(sql, "account")} as row, mac
    from account where sign_in_name = ${signInName.toLowerCase()} and left_at is null`;
  return row && isVouched(sql, "account", row) ? accountOf(row) : undefined;
}

/** The same of a person. */
export async function accountFor(sql: Sql, org: OrganisationId, person: PersonId): Promise<Account | undefined> {
  const [row] = await sql<AccountRow[]>`
    select org, person, sign_in_name, password_hash, pin_hash, must_change_password, first_password_until, sites, language,
      demonstration, ${vouchedRow(sql, "account")} as row, mac
    from account where org = ${org} and person = ${person} and left_at is null`;
  return row && isVouched(sql, "account", row) ? accountOf(row) : undefined;
}

/** Everybody who has or had an account at a site. */
export async function peopleOfSite(
  sql: Sql,
  org: OrganisationId,
  site: SiteId,
): Promise<{ person: PersonId; left: boolean }[]> {
  return sql<{ person: string; left: boolean }[]>`
    select person, left_at is not null as left from account where org = ${org} and ${site} = any(sites) order by person`;
}

/** Whether somebody can sign in now: they have an account, and no first password of it is over. */
export async function canSignIn(
  sql: Sql,
  now: Instant,
  { org, person }: { readonly org: OrganisationId; readonly person: PersonId },
): Promise<boolean> {
  const account = await accountFor(sql, org, person);
  return account !== undefined && !isFirstPasswordOver(account, now);
}

/** Of these people those who can sign in at a site now: their account has not ended, is of the site, and no first password of it is over. */
export async function whoCanSignIn(
  sql: Sql,
  now: Instant,
  { org, site, people }: { readonly org: OrganisationId; readonly site: SiteId; readonly people: readonly PersonId[] },
): Promise<readonly PersonId[]> {
  const rows = await sql<{ person: string }[]>`
    select person from account
    where org = ${org} and person = any (${[...people]}::text[]) and ${site} = any (sites) and left_at is null
      and not (must_change_password and first_password_until is not null and first_password_until <= ${now})
    order by person`;
  return rows.map(({ person }) => person);
}

export async function changeLanguage(sql: Sql, org: OrganisationId, person: PersonId, language: Language) {
  await sql`update account set language = ${language} where org = ${org} and person = ${person}`;
}

/** The person has left: no sign-in any more. Ending the desks is the business of `desk-session.ts`. */
export async function endAccount(sql: Sql, now: Instant, org: OrganisationId, person: PersonId): Promise<boolean> {
  return await changeVouched(sql, { table: "account", org, names: [person] }, async (within) => {
    const ended = await within`
      update account set left_at = ${now}
      where org = ${org} and person = ${person} and left_at is null returning person`;
    return ended.length > 0;
  });
}

function accountOf(row: AccountRow): Account {
  return {
    org: row.org,
    person: row.person,
    signInName: row.sign_in_name,
    passwordHash: row.password_hash,
    pinHash: row.pin_hash,
    mustChangePassword: row.must_change_password,
    firstPasswordUntil: row.first_password_until === null ? undefined : instant(Number(row.first_password_until)),
    sites: row.sites,
    language: row.language,
    demonstration: row.demonstration,
  };
}
