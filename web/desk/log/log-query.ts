import { queryOptions } from "@tanstack/react-query";
import type { Head, StreamKey } from "#duty/grammar/entry.ts";
import type { Page } from "#duty/log/log.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import type { WriteLineFacts } from "#duty/log/write-line.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask, path } from "../door/ask.ts";
import type { Texts } from "../site/texts.ts";

/** One page of the book of a post, with what stands behind its commitments. */
export interface PageView {
  readonly now: number;
  readonly stream: StreamKey;
  readonly head: Head;
  readonly state: Page;
  readonly rule: LogRule;
  /** Of writing a line now, for who acts. */
  readonly facts: WriteLineFacts;
  readonly texts: Texts;
}

export function pageQuery(
  { site, acting: { person } }: DeskPlace,
  { post, date, shift }: { post: string; date: string; shift: string },
) {
  return queryOptions({
    queryKey: ["log", site, post, date, shift, person],
    queryFn: ({ signal }) => ask<PageView>(path("/api/log", { site, post, date, shift }), { as: person, signal }),
  });
}
