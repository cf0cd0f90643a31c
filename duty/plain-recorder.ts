import type { Recorder } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import type { Recorded, Secret } from "#duty/grammar/entry.ts";
import { isFields } from "#duty/grammar/stricter.ts";

/**
 * Records for worlds that are thrown away: texts stay readable, and a hash is only the name of the entry. It commits to nothing, so no
 * journal may ever be written with it.
 */
export const plainRecorder: Recorder = (key, after, entry, { now, actor, device, deviceTime }) =>
  ({
    type: entry.type,
    body: readable(entry.body),
    version: after.version + 1,
    hash: `${keyName(key)}@${after.version + 1}`,
    at: now,
    actor,
    device,
    deviceTime,
  }) satisfies Recorded;

function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (!isFields(value)) return value;
  if (isSecret(value)) return { sealed: value.secret, kind: value.kind };
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, readable(each)]));
}

function isSecret(value: object): value is Secret {
  return "secret" in value && "kind" in value;
}
