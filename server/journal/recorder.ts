import type { ZodType } from "zod";
import type { Recorder } from "#duty/door/table.ts";
import type { Entry, OrganisationId, Sealed, Secret, StreamKey } from "#duty/grammar/entry.ts";
import { lineEntryTypes } from "#duty/log/line-times.ts";
import { upcasts } from "#duty/nouns.ts";
import type { Sealer, SecretRow } from "#server/secret/sealer.ts";
import { canonicalText, type Envelope, entryHash, recordedOf } from "./envelope.ts";
import { sealBody, unstorable } from "./storable.ts";

/** Entries whose texts are looked for. Of all others no words are made. */
export const searchedTypes: ReadonlySet<string> = lineEntryTypes;

/** Shapes of the bodies of all entries, by type. */
export type ShapesByType = Readonly<Record<string, ZodType>>;

export interface Recording {
  readonly record: Recorder;
  /** Canonical text of what was recorded, by hash. */
  readonly texts: ReadonlyMap<string, string>;
  readonly secrets: readonly RecordedSecret[];
}

/** A text as it is kept, with the stream by whose words it is found and the moment; without, where nobody looks for it. */
type RecordedSecret = SecretRow & {
  readonly foundIn?: { readonly noun: string; readonly stream: string; readonly at: number };
};

/** Begins the recording of one command. What it records is not yet in the journal. */
export function recording(about: {
  readonly org: OrganisationId;
  readonly shapes: ShapesByType;
  readonly sealer: Sealer;
  readonly simulated: boolean;
}): Recording {
  const texts = new Map<string, string>();
  const secrets: RecordedSecret[] = [];
  const { org, shapes, sealer } = about;
  const record: Recorder = (key, after, entry, circumstances) => {
    const seal = ({ secret: text, kind }: Secret): Sealed => {
      const args = { org, site: key.site, kind, text, command: circumstances.command, index: secrets.length };
      const { sealed, row } = sealer.seal(args);
      const { noun, id: stream } = key;
      secrets.push(searchedTypes.has(entry.type) ? { ...row, foundIn: { noun, stream, at: circumstances.now } } : row);
      return sealed;
    };
    const envelope: Envelope = {
      org,
      site: key.site,
      noun: key.noun,
      stream: key.id,
      version: after.version + 1,
      type: entry.type,
      body: bodyOf(key, entry, shapes, seal),
      actor: circumstances.actor,
      device: circumstances.device ?? null,
      command: circumstances.command,
      deviceTime: circumstances.deviceTime ?? null,
      at: circumstances.now,
      prev: after.hash,
      ...(about.simulated ? { clock: "simulated" } : {}),
    };
    const text = canonicalText(envelope);
    const hash = entryHash(text);
    texts.set(hash, text);
    return recordedOf(envelope, hash);
  };
  return { record, texts, secrets };
}

/** Commands are checked at the door; an entry that fails here was made wrongly by a rule, and that is our fault. */
function bodyOf(key: StreamKey, entry: Entry, shapes: ShapesByType, seal: (secret: Secret) => Sealed): unknown {
  const body = sealBody(entry.body, seal);
  const found = unstorable(body);
  if (found) throw new Error(`${entry.type} of ${key.noun}/${key.id} cannot be kept: ${found.code} at ${found.field}`);
  if (Object.hasOwn(upcasts, entry.type)) throw new Error(`${entry.type} is no longer written: it has a successor`);
  const shape = shapes[entry.type];
  if (!shape) throw new Error(`no shape for entries of type ${entry.type}: it is missing in duty/entries.ts`);
  const checked = shape.safeParse(body);
  if (!checked.success) {
    throw new Error(`${entry.type} of ${key.noun}/${key.id} has not its shape`, { cause: checked.error });
  }
  return body;
}
