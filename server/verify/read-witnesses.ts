import { readFileSync } from "node:fs";
import { z } from "zod";
import { readCheckpoint } from "#server/seal/checkpoint.ts";
import type { KeptCheckpoint, StoredReceipt, Witnesses } from "./evidence.ts";

/** A file of receipts or anchors cannot be read. The message is one line for the person at the terminal. */
export class NoWitness extends Error {}

const plainReceipt = z.object({
  org: z.string().optional(),
  site: z.string(),
  stream: z.string(),
  version: z.int(),
  hash: z.string(),
});

/** The receipt as the answer to a command carries it. */
const answeredReceipt = z
  .object({
    stream: z.object({ site: z.string(), noun: z.string(), id: z.string() }),
    head: z.object({ version: z.int(), hash: z.string() }),
  })
  .transform(
    ({ stream, head }): StoredReceipt => ({ site: stream.site, stream: `${stream.noun}/${stream.id}`, ...head }),
  );

/** The same as a browser is answered. */
const shownReceipt = z
  .object({
    stream: z.object({ site: z.string(), noun: z.string(), id: z.string() }),
    version: z.int(),
    hash: z.string(),
  })
  .transform(({ stream, version, hash }): StoredReceipt => {
    return { site: stream.site, stream: `${stream.noun}/${stream.id}`, version, hash };
  });

const receiptShape = z.union([plainReceipt, answeredReceipt, shownReceipt]);
const anchorShape = z.object({ bytes: z.string(), signature: z.string(), publicKey: z.string() });

/**
 * Reads what was kept elsewhere: one JSON object per line, receipts as devices keep them, anchors as `export --anchors` writes them; a checkpoint
 * as logs of C2SP publish it.
 * @throws NoWitness naming file and line
 */
export function readWitnesses(files: {
  receipts?: string | undefined;
  anchors?: string | undefined;
  checkpoint?: string | undefined;
}): Witnesses {
  return {
    receipts: files.receipts === undefined ? [] : linesOf(files.receipts, receiptShape),
    anchors: files.anchors === undefined ? [] : linesOf(files.anchors, anchorShape),
    checkpoints: files.checkpoint === undefined ? [] : [checkpointIn(files.checkpoint)],
  };
}

function linesOf<T extends z.ZodType>(path: string, shape: T): z.output<T>[] {
  const lines = contentOf(path).split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const parsed = shape.safeParse(jsonOf(line));
    if (!parsed.success) throw new NoWitness(`${path}, line ${index + 1}: no receipt or anchor stands here.`);
    return [parsed.data];
  });
}

function checkpointIn(path: string): KeptCheckpoint {
  const kept = readCheckpoint(contentOf(path));
  if (!kept) throw new NoWitness(`${path}: no checkpoint stands here.`);
  return kept;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new NoWitness(`${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // the shape says what is wrong
  }
}
