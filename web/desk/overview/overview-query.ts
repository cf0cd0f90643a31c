import { queryOptions } from "@tanstack/react-query";
import { minute } from "#duty/grammar/time.ts";
import type { LossesView } from "#server/account/waiting-answer.ts";
import type { HistoryView } from "#server/history/history-answer.ts";
import type { DaysView, HappenedView, OutcomesView, OverviewView } from "#server/overview/overview-answer.ts";
import { ask } from "../door/ask.ts";
import type { EvidenceAsked } from "./evidence-asked.ts";
import { paced } from "./paced.ts";

/** A site where much happens tells of a change many times a second; nobody reads faster than this. */
const every = 2_000;
/** What is over changes seldom. */
const everyPast = 30_000;

const paces = new Map<string, () => Promise<unknown>>();

/** One pace for one question, whichever screen asks it: `key` is all that tells it from others. */
function atPace<T>(key: readonly unknown[], asking: () => Promise<T>, pause: number): () => Promise<T> {
  const name = JSON.stringify(key);
  const known = paces.get(name) ?? paced(asking, pause);
  paces.set(name, known);
  // Kept under the key of this very question.
  return known as () => Promise<T>;
}

export function overviewQuery(site: string, person: string) {
  const asking = () => ask<OverviewView>("/api/overview", { query: { site }, as: person });
  return queryOptions({
    queryKey: ["overview", site, person],
    queryFn: atPace([site, person], asking, every),
    refetchInterval: minute,
  });
}

export function daysQuery(site: string, person: string, days: number) {
  const asking = () => ask<DaysView>("/api/overview/days", { query: { site, days }, as: person });
  return queryOptions({
    queryKey: ["overview", site, person, "days", days],
    queryFn: atPace([site, person, days], asking, everyPast),
    refetchInterval: 5 * minute,
  });
}

export function happenedQuery(site: string, person: string) {
  const asking = () => ask<HappenedView>("/api/overview/happened", { query: { site }, as: person });
  return queryOptions({
    queryKey: ["overview", site, person, "happened"],
    queryFn: atPace([site, person, "happened"], asking, everyPast),
    refetchInterval: minute,
  });
}

export function lossesQuery(site: string, person: string) {
  const asking = () => ask<LossesView>("/api/browser/losses", { query: { site }, as: person });
  return queryOptions({
    queryKey: ["overview", site, person, "losses"],
    queryFn: atPace([site, person, "losses"], asking, every),
    refetchInterval: minute,
  });
}

export function outcomesQuery(site: string, person: string, { day, rule, post, outcome }: EvidenceAsked) {
  const query = { site, day, rule, post, outcome };
  const asking = () => ask<OutcomesView>("/api/overview/outcomes", { query, as: person });
  return queryOptions({
    queryKey: ["overview", site, person, "outcomes", query],
    queryFn: atPace([person, query], asking, every),
  });
}

export function historyQuery(site: string, noun: string, id: string) {
  const asking = () => ask<HistoryView>("/api/history", { query: { site, noun, id } });
  return queryOptions({
    queryKey: ["overview", site, "history", noun, id],
    queryFn: atPace([site, noun, id], asking, every),
  });
}
