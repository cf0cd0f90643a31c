import canonicalize from "canonicalize";
import { entryHashOfBytes } from "#server/journal/envelope.ts";
import type { EntryEvidence, SiteEvidence, StreamEvidence } from "./evidence.ts";
import type { Notebook } from "./findings.ts";
import { mentionsOf, type ReadEnvelope, readEnvelope } from "./read-envelope.ts";

/** What the entries of a site tell, for the checks that follow. */
export interface CheckedEntries {
  /** Hash of every entry by `noun/id@version`, recomputed from its bytes. */
  readonly entries: ReadonlyMap<string, string>;
  readonly streams: number;
  /** Commands that entries name. */
  readonly commands: ReadonlySet<string>;
  /** Those of them that somebody did here: whatever else names one only followed from what was done. */
  readonly done: ReadonlySet<string>;
  /** Where the people of the organisation are kept, as the set-up of the site says; undefined where it does not. */
  readonly headOffice: string | undefined;
  readonly commitments: ReadonlySet<string>;
  readonly photos: ReadonlySet<string>;
  /** Commitments and photos whose erasure an entry orders. */
  readonly erasures: ReadonlySet<string>;
}

/** The type of entry that orders an erasure, and where it names what is to go. */
const erasureType = "redaction.ordered";

/** The type of entry that says where people are kept, and who acts where one thing follows from another. */
const setUpType = "site.established";
const consequent = "reaction";

function headOfficeIn(body: unknown): string | undefined {
  const { headOffice } = (body ?? {}) as { readonly headOffice?: unknown };
  return typeof headOffice === "string" ? headOffice : undefined;
}

/** Recomputes every hash and follows every chain from its first entry to the head that its stream claims. */
export async function checkEntries(evidence: SiteEvidence, notebook: Notebook): Promise<CheckedEntries> {
  const checked: Noted & { entries: Map<string, string> } = {
    entries: new Map<string, string>(),
    headOffice: undefined,
    commands: new Set<string>(),
    done: new Set<string>(),
    commitments: new Set<string>(),
    photos: new Set<string>(),
    erasures: new Set<string>(),
  };
  const lasts = new Map<string, StreamEvidence>();
  let before: StreamEvidence | undefined;
  for await (const entry of evidence.entries()) {
    const name = nameOf(entry);
    const hash = entryHashOfBytes(entry.bytes);
    checked.entries.set(placeOf(entry), hash);
    const previous = before && nameOf(before) === name ? before : undefined;
    checkEntry({ evidence, notebook, entry, hash, previous, note: (envelope) => noteMentions(checked, envelope) });
    before = { ...entry, hash };
    lasts.set(name, before);
  }
  const streams = await checkStreams(evidence, notebook, lasts);
  return { ...checked, streams };
}

export function placeOf({ noun, id, version }: Pick<StreamEvidence, "noun" | "id" | "version">): string {
  return `${noun}/${id}@${version}`;
}

function nameOf({ noun, id }: Pick<StreamEvidence, "noun" | "id">): string {
  return `${noun}/${id}`;
}

function checkEntry(about: {
  evidence: SiteEvidence;
  notebook: Notebook;
  entry: EntryEvidence;
  hash: string;
  previous: StreamEvidence | undefined;
  note: (envelope: ReadEnvelope) => void;
}): void {
  const { evidence, notebook, entry, hash, previous, note } = about;
  const at = placeOf(entry);
  const expected = (previous?.version ?? 0) + 1;
  if (entry.version > expected)
    notebook.discrepancy("entry.missing", placeOf({ ...entry, version: expected }), { until: entry.version - 1 });
  if (hash !== entry.hash) notebook.discrepancy("entry.hash-differs", at);
  const reading = readEnvelope(entry.bytes);
  if ("problem" in reading) {
    notebook.discrepancy(`entry.${reading.problem}`, at);
    return;
  }
  const { envelope } = reading;
  const { org, site, noun, stream: id, version, prev } = envelope;
  const isHere = org === evidence.org && site === evidence.site && placeOf({ noun, id, version }) === at;
  if (!isHere)
    notebook.discrepancy("entry.misplaced", at, { says: `${org} ${site} ${placeOf({ noun, id, version })}` });
  if (prev !== (previous?.hash ?? "")) notebook.discrepancy("entry.chain-broken", at);
  for (const [column, value] of Object.entries(entry.columns)) {
    if (canonicalize(value) !== canonicalize(envelope[column]))
      notebook.discrepancy("entry.column-differs", at, { column });
  }
  note(envelope);
}

interface Noted {
  readonly commands: Set<string>;
  readonly done: Set<string>;
  readonly commitments: Set<string>;
  readonly photos: Set<string>;
  readonly erasures: Set<string>;
  headOffice: string | undefined;
}

function noteMentions(checked: Noted, { type, command, body, actor }: ReadEnvelope): void {
  checked.commands.add(command);
  if (actor !== consequent) checked.done.add(command);
  if (type === setUpType) checked.headOffice = headOfficeIn(body) ?? checked.headOffice;
  const { commitments, photos } = mentionsOf(body);
  for (const each of commitments) checked.commitments.add(each);
  for (const each of photos) checked.photos.add(each);
  if (type !== erasureType) return;
  const { erases } = body as { erases?: unknown };
  if (Array.isArray(erases)) for (const each of erases) if (typeof each === "string") checked.erasures.add(each);
}

async function checkStreams(
  evidence: SiteEvidence,
  notebook: Notebook,
  lasts: Map<string, StreamEvidence>,
): Promise<number> {
  let count = 0;
  for await (const stream of evidence.streams()) {
    count += 1;
    const last = lasts.get(nameOf(stream));
    lasts.delete(nameOf(stream));
    if ((last?.version ?? 0) < stream.version)
      notebook.discrepancy("entry.missing", placeOf({ ...stream, version: (last?.version ?? 0) + 1 }), {
        until: stream.version,
      });
    else if (last?.version !== stream.version || last.hash !== stream.hash)
      notebook.discrepancy("stream.head-differs", nameOf(stream), { says: stream.version, is: last?.version ?? 0 });
  }
  for (const name of lasts.keys()) notebook.discrepancy("stream.missing", name);
  return count;
}
