import { z } from "zod";
import type { LinePlace } from "./found-candidates.ts";

const placeShape = z.tuple([z.int(), z.string(), z.string(), z.string()]);

/** The place of a line as it stands in an address. */
export function placeText({ at, site, page, line }: LinePlace): string {
  return Buffer.from(JSON.stringify([at, site, page, line])).toString("base64url");
}

/** Undoes `placeText`; undefined where it was never made by it. */
export function placeAfter(text: string): LinePlace | undefined {
  const read = placeShape.safeParse(jsonIn(Buffer.from(text, "base64url").toString("utf8")));
  if (!read.success) return undefined;
  const [at, site, page, line] = read.data;
  return { at, site, page, line };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
