import type { Head, PersonId, SiteId } from "#duty/grammar/entry.ts";

/*
 * What the key of a device signs of an item when it is written. Browser and server make the same bytes of it: the line below, and the RFC 8785 text of
 * the statement. A member may be added only with another first line.
 */

export const proofVersion = 1;

/** Keeps what is signed of an item apart from anything else that the same key signs, and one version from the next. */
export const statementLine = `zhiban/written/${proofVersion}\n`;

export interface WrittenStatement {
  readonly id: string;
  readonly act: string;
  readonly site: SiteId;
  /** SHA-256 of the RFC 8785 text of what is sent, hexadecimal. */
  readonly body: string;
  /** The head that the author had on screen; null where the act rests on none. */
  readonly seen: Head | null;
  readonly person: PersonId;
  /** The clock of the device, milliseconds since 1970. */
  readonly time: number;
  readonly device: string;
  readonly opening: string;
  /** Known to the server, and to the page at which the person acted then; kept with no item. */
  readonly secret: string;
}

/** Exactly the members that are signed, whatever else stands in what is handed over. */
export function statementOf(about: WrittenStatement): WrittenStatement {
  const { id, act, site, body, seen, person, time, device, opening, secret } = about;
  return { id, act, site, body, seen, person, time, device, opening, secret };
}
