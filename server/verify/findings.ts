import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";

/** What is wrong, by name. Each is a fact about the records, not a guess at who did it. */
export type FaultCode =
  | "entry.unreadable"
  | "entry.not-canonical"
  | "entry.hash-differs"
  | "entry.misplaced"
  | "entry.column-differs"
  | "entry.missing"
  | "entry.chain-broken"
  | "stream.missing"
  | "stream.head-differs"
  | "command.missing"
  | "command.answer-differs"
  | "seal.unreadable"
  | "seal.missing"
  | "seal.chain-broken"
  | "seal.signature-differs"
  | "seal.key-unknown"
  | "seal.key-differs"
  | "seal.root-differs"
  | "seal.entry-missing"
  | "seal.entry-differs"
  | "seal.command-missing"
  | "seal.command-differs"
  | "anchor.missing"
  | "anchor.differs"
  | "anchor.signature-differs"
  | "checkpoint.missing"
  | "checkpoint.differs"
  | "checkpoint.signature-differs"
  | "receipt.missing"
  | "receipt.differs"
  | "secret.missing"
  | "secret.changed"
  | "secret.erased-without-order"
  | "photo.missing"
  | "photo.changed"
  | "photo.erased-without-order"
  | "row.missing"
  | "row.differs"
  | "row.made-up"
  | "row.unvouched"
  | "site.underivable"
  | "site.missing"
  | "site.unlisted";

/** What these records and witnesses cannot show, though nothing speaks against it. */
export type LimitCode =
  | "tail-unsealed"
  | "unsealed-at-all"
  | "heads-unanchored"
  | "texts-unopened"
  | "commands-elsewhere"
  | "derived-uncompared"
  | "expected-uncompared"
  | "rows-taken-away"
  | "rows-trusted"
  | "rows-unopened"
  | "rows-untrusted";

export interface Discrepancy {
  readonly code: FaultCode;
  readonly org: OrganisationId;
  readonly site: SiteId;
  /** Where: `log/lobby/2026-11-21/day@7`, a command, a head's number, a commitment. */
  readonly at: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

export interface Limit {
  readonly code: LimitCode;
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface SiteCounts {
  readonly streams: number;
  readonly entries: number;
  readonly commands: number;
  readonly heads: number;
  readonly secrets: number;
  readonly photos: number;
}

export interface SiteFindings {
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly counts: SiteCounts;
  readonly discrepancies: readonly Discrepancy[];
  readonly limits: readonly Limit[];
  /** The last head, to be held against the one that was printed or sent out. */
  readonly head?: { readonly number: number; readonly hash: string; readonly code: string };
}

/** Notes discrepancies of one site as they are found. */
export class Notebook {
  readonly discrepancies: Discrepancy[] = [];
  readonly limits: Limit[] = [];
  readonly place: Pick<Discrepancy, "org" | "site">;

  constructor(place: Pick<Discrepancy, "org" | "site">) {
    this.place = { org: place.org, site: place.site };
  }

  discrepancy(code: FaultCode, at: string, detail?: Discrepancy["detail"]): void {
    this.discrepancies.push({ code, ...this.place, at, ...(detail ? { detail } : {}) });
  }

  limit(code: LimitCode, detail: Limit["detail"]): void {
    this.limits.push({ code, ...this.place, detail });
  }
}
