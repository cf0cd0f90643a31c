import type { Head, PersonId, Sealed } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";

export type Side = "outgoing" | "incoming";
export type Form = "work" | "property";

/** A matter of the post as it stood when the hand-over was prepared. */
export interface ListedMatter {
  readonly id: string;
  readonly class: "ordinary" | "important" | "continuing";
  /** Why it passes unfinished. */
  readonly reason?: Sealed | undefined;
  /** How often somebody had told how it stands by then; missing where nobody had. */
  readonly notes?: number | undefined;
  /** The item of the kit that it is about; missing where it is about none. */
  readonly item?: string | undefined;
}

/** At which version of the set-up each item and each book of a post last came to be as it is. */
export interface ListedSince {
  readonly kit: Readonly<Record<string, number>>;
  readonly books: Readonly<Record<string, number>>;
}

/** What the outgoing side hands over: fixed by preparing, moved only by reopening. */
export interface Preparation {
  readonly summary?: Sealed | undefined;
  readonly done?: Sealed | undefined;
  /** Who relieves; undefined where nobody was named. */
  readonly relief?: PersonId | undefined;
  /** The page that takes over; undefined where nobody follows and the post goes to the office (ZB-20). */
  readonly next?: string | undefined;
  readonly matters: readonly ListedMatter[];
  readonly kit: readonly { readonly item: string; readonly expected: number }[];
  readonly books: readonly string[];
  /** Missing on a form of a release that did not tell. */
  readonly since?: ListedSince | undefined;
  /** Head of the page at the cut-off, or when its corrections were last taken up. */
  readonly page: Head;
  /** Nobody can be named who takes the post over, so that the shift closes alone, though its page is cut (ZB-20). */
  readonly alone?: true | undefined;
}

/** Who did something that a side must do. */
export interface DoneBy {
  readonly by: PersonId | undefined;
}

export interface Count {
  readonly item: string;
  readonly found: number;
  /** Of those found, so many are damaged. */
  readonly damaged: number;
  readonly missing: number;
  readonly explanation?: Sealed | undefined;
}

/** What a form tells of an item of the kit beside its number: since when it is so, and the matter that follows it, as it stood. */
export interface ListedItem {
  readonly since?: number | undefined;
  readonly matter?: Pick<ListedMatter, "id" | "notes"> | undefined;
}

export interface HandoverProblem {
  readonly key: string;
  /** Undefined for an item of the kit: what is to be said of it stands in its count. */
  readonly text: Sealed | undefined;
  /** Item of the kit that the count found wanting; undefined for a problem of another kind. */
  readonly item: string | undefined;
  readonly confirmed: readonly (DoneBy & { readonly side: Side })[];
}

export interface Signature {
  readonly side: Side;
  readonly person: PersonId;
  readonly forms: readonly Form[];
  readonly at: Instant;
  readonly seen: Head;
  /** Why this side was late, where it was asked. */
  readonly lateReason?: Sealed | undefined;
}

/** Something wrong with the shift before, found after it had left (GPH-07, SLH-11). */
export interface HandoverFault {
  readonly key: string;
  /** Undefined for kit that a count found wanting. */
  readonly text: Sealed | undefined;
  /** What a count found wanting of the kit; undefined for a fault of another kind. */
  readonly kit?: Pick<Count, "item" | "missing" | "damaged">;
  readonly photos: readonly string[];
  readonly foundBy: PersonId | undefined;
  readonly foundAt: Instant;
  /** Whose shift it was. */
  readonly of: readonly PersonId[];
  readonly acknowledged?: { readonly by: PersonId | undefined; readonly at: Instant };
}

/** Something that was done at the post when it passed on, by whom and when. */
export interface HandoverDeed extends DoneBy {
  readonly at: Instant;
  readonly what: "signed" | "prepared" | "checked" | "found";
}

export interface Begun {
  readonly occurrence: ShiftOccurrence;
  /** Nobody ever came in the shift: there is nothing to hand over, only what was found. */
  readonly neverBegun?: true;
  /** Stands in for an outgoing side that is no longer there. */
  readonly standIn: PersonId | undefined;
  /** Who leads the shift and is away from it, so that somebody stands in. */
  readonly standsInFor?: PersonId | undefined;
  /** Everybody who ever stood in, be it that another one did after them. */
  readonly everStoodIn?: readonly PersonId[];
  readonly firstPreparedAt: Instant | undefined;
  /** It was closed alone before and taken back, since somebody had come after all. */
  readonly closedBefore?: true;
  /** Where it was in time: owed anew since that was taken back, or since somebody was due before that who came too late. */
  readonly owedAnewSince?: Instant;
  /** Nobody was there who could take the post over, when last asked, and it is asked again then. */
  readonly waitedUntil?: Instant | undefined;
  /** Since when it could pass on, where it could not when it was owed. */
  readonly canPassSince?: Instant | undefined;
  /** From when to when a form was there to be signed; a form that is reopened is not, and by which side it was. */
  readonly written: readonly { readonly from: Instant; readonly until?: Instant; readonly takenBackBy?: Side }[];
  readonly preparedBy: PersonId | undefined;
  readonly preparation: Preparation | undefined;
  /** What was open at the post when whoever takes it up went through it; missing where that is what the form says. */
  readonly listedAnew?: readonly ListedMatter[];
  /** Who has read the page, and as it stood at which cut-off. */
  readonly readings: readonly (DoneBy & { readonly page: Head })[];
  /** What was counted and taken, as it stood on the form. */
  readonly counts: readonly (DoneBy & Count & { readonly listed: ListedItem })[];
  readonly booksTaken: readonly (DoneBy & { readonly book: string; readonly since?: number | undefined })[];
  readonly problems: readonly HandoverProblem[];
  /** What was taken, as it stood on the form: `notes` and `reason` as on there. */
  readonly taken: readonly (DoneBy & { readonly matter: string } & Pick<ListedMatter, "notes" | "reason">)[];
  readonly signatures: readonly Signature[];
  /** Signatures that were given and were void from a moment on, since the form was taken back or brought up to date. */
  readonly voided?: readonly { readonly signatures: readonly Signature[]; readonly until: Instant }[] | undefined;
  readonly faults: readonly HandoverFault[];
  /** What was done for it at the post, in order. */
  readonly deeds?: readonly HandoverDeed[];
  /** Head at the last change of what is signed; a signature must have seen it. */
  readonly content: Head;
}

type Prepared = Begun & { readonly preparation: Preparation };

/** Who took up what had been closed alone, when, and what was read, counted and taken then. */
export interface TakenUp {
  readonly by: PersonId;
  readonly at: Instant;
  readonly listed: Pick<Preparation, "kit" | "books" | "page">;
}

/** The act by which a post passes on from one shift to its relief. What one side or the other has said stays when it is reopened; signatures do not. */
export type Handover =
  | { readonly phase: "unknown" }
  | (Begun & { readonly phase: "open" })
  | (Prepared & { readonly phase: "prepared" })
  | (Prepared & {
      readonly phase: "completed";
      readonly completedAt: Instant;
      readonly outgoing: PersonId | undefined;
      readonly incoming: PersonId | undefined;
      readonly lateMinutes: number;
      /** Closed alone, and nobody goes on: by when whoever comes next takes it up. Missing where nobody has to. */
      readonly takeUpBy?: Instant;
      /** Who has taken it up, and what the post had by its set-up then. */
      readonly takenUp?: TakenUp;
      /** Whoever had closed it came again themselves and has handed the post over since. */
      readonly takeUpEndedAt?: Instant;
    });
