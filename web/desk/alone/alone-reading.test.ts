import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { attendanceAt, dayAtGate, lin, noon, onDuty, personHere, plan, wu } from "#test/desk-answers.ts";
import { logLine, pageWith } from "#test/desk-page.ts";
import { attendanceQuery } from "../attendance/attendance-query.ts";
import { pageQuery } from "../log/log-query.ts";
import { siteQuery } from "../site/site-query.ts";
import { askReading, readingOf } from "./alone-reading.ts";

const place = { site: "tower", acting: personHere(lin) };
const page = pageWith([logLine(1)]);

/** What a page has heard: who is on at the gate, and the page of the shift. */
function heard(...on: string[]): QueryClient {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const posts = [attendanceAt("lobby"), attendanceAt("gate", { on: on.map((person) => onDuty(person)) })];
  queries.setQueryData(attendanceQuery("tower").queryKey, { now: noon, posts });
  queries.setQueryData(siteQuery("tower").queryKey, plan);
  queries.setQueryData(pageQuery(place, dayAtGate).queryKey, page);
  return queries;
}

test("one reads the page of the shift that one is on; who is on none reads none, and of what was not heard nothing is known", async () => {
  expect(readingOf(heard(wu, lin), place)).toEqual({ at: dayAtGate, page, plan });
  expect(readingOf(heard(wu), place)).toBeNull();
  expect(readingOf(new QueryClient(), place)).toBeUndefined();
  const unread = heard(lin);
  unread.removeQueries({ queryKey: ["log"] });
  expect(readingOf(unread, place)).toBeUndefined();
});

test("what has been heard is not asked for again", async () => {
  const queries = heard(lin);
  await askReading(queries, place);
  expect(
    queries
      .getQueryCache()
      .getAll()
      .filter(({ state }) => state.error !== null),
  ).toEqual([]);
  expect(readingOf(queries, place)?.page).toBe(page);
});
