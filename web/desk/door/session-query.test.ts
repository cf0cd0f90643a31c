import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Session } from "#server/account/account-answer.ts";
import { letStand, sessionQuery } from "./session-query.ts";

test("an answer that was asked for before somebody proved who they are does not lock them again when it comes", async () => {
  const queries = new QueryClient();
  const answers: ((session: Session) => void)[] = [];
  const slow = () => new Promise<Session>((resolve) => answers.push(resolve));
  const asked = queries.fetchQuery({ ...sessionQuery, queryFn: slow }).catch(() => undefined);
  const opened = { locked: false, people: [] as Session["people"], sealed: [] as Session["sealed"] } as Session;
  await letStand(queries, opened);
  expect(answers).toHaveLength(1);
  for (const answer of answers) answer({ locked: true } as Session);
  await asked;
  expect(queries.getQueryData(sessionQuery.queryKey)).toBe(opened);
});
