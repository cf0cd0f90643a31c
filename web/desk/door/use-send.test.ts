import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { PersonHere } from "#server/account/account-answer.ts";
import { DeskPlaceContext } from "./acting.ts";

const receipt = { stream: { site: "tower", noun: "log", id: "lobby" }, version: 3, hash: "ab" };
const line = { post: "lobby", date: "2026-11-21", shift: "day", text: "灯坏了", photos: [] };
const keys = [["session"], ["site", "tower"], ["log", "tower"], ["ledger", "tower"], ["attendance", "tower"]];
let sent: { body: Record<string, unknown>; as: string | undefined }[];
let answer: (id: string) => Response;
let useSend: typeof import("./use-send.ts").useSend;

beforeAll(async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("fetch", async (_: string, asked: { body: string; headers: Record<string, string> }) => {
    const { id, ...body } = JSON.parse(asked.body);
    sent.push({ body, as: asked.headers["zb-as"] });
    return answer(id);
  });
  // Only now, since the queue of a tab listens to its window from the first moment.
  ({ useSend } = await import("./use-send.ts"));
  const { sendHeldBefore } = await import("./outbox.ts");
  sendHeldBefore(new Set(["attendance"]));
});

afterAll(() => vi.unstubAllGlobals());

beforeEach(() => {
  sent = [];
});

function Screen({ hear }: { hear: (sender: ReturnType<typeof useSend>) => void }) {
  hear(useSend());
  return null;
}

/** Sends one line from a screen, and tells what the screen was answered and which answers stand no more. */
async function sendLine(about?: { readonly as?: string }) {
  const queries = new QueryClient();
  for (const key of keys) queries.setQueryData(key, {});
  const value = { site: "tower", acting: { person: "lin" } as PersonHere };
  const taken: ReturnType<typeof useSend>[] = [];
  const hear = (sender: ReturnType<typeof useSend>) => void taken.push(sender);
  const drawn = createElement(DeskPlaceContext.Provider, { value }, createElement(Screen, { hear }));
  renderToString(createElement(QueryClientProvider, { client: queries }, drawn));
  const got = await taken[0]?.send("log.write-line", line, about);
  const outdated = keys.filter((key) => queries.getQueryState(key)?.isInvalidated).map(([name]) => name);
  return { got, outdated };
}

test("after a receipt everything is asked anew that the act may have changed; the site's own set-up is not", async () => {
  answer = (id) => Response.json({ id, receipt, replayed: false });
  expect(await sendLine()).toEqual({
    got: { state: "received", receipt },
    outdated: ["session", "log", "ledger", "attendance"],
  });
});

test("an act goes in the name of who acts, to the site of the desk, unless it says for whom", async () => {
  answer = (id) => Response.json({ id, receipt, replayed: false });
  await sendLine();
  await sendLine({ as: "wu" });
  expect(sent).toMatchObject([
    { as: "lin", body: { site: "tower", body: line } },
    { as: "wu", body: { site: "tower", body: line } },
  ]);
});

test("what was refused changes nothing, and only where it has to do with the desk the session is asked", async () => {
  answer = () => Response.json({ code: "log.off-duty" }, { status: 409 });
  expect(await sendLine()).toEqual({ got: undefined, outdated: [] });
  answer = () => Response.json({ code: "account.pin-wrong" }, { status: 403 });
  expect(await sendLine()).toEqual({ got: undefined, outdated: [] });
  answer = () => Response.json({ code: "handover.locked" }, { status: 423 });
  expect(await sendLine()).toEqual({ got: undefined, outdated: ["session"] });
});
