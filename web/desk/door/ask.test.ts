import { afterEach, expect, test, vi } from "vitest";
import type { SessionView } from "#server/account/account-answer.ts";
import type { WorkbookView } from "#server/log/found-answer.ts";
import type { PhotoUploadOperation } from "#server/photo/photo-answer.ts";
import { serverNow } from "../../ui/server-clock.ts";
import { actAs, ask, askFile, CommandRefused, deliverCommand } from "./ask.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test.each([
  [0, true, false],
  [401, false, true],
  [409, false, false],
  [423, false, true],
  [500, false, false],
  [502, true, false],
  [504, true, false],
])("after status %i nothing was decided: %s, and it was the desk: %s", (status, undecided, ofDesk) => {
  expect(new CommandRefused({ code: "any", status })).toMatchObject({ undecided, ofDesk });
});

test("a refusal calls itself in a log what it is called in the code", () => {
  expect(String(new CommandRefused({ code: "log.page-closed", status: 409 }))).toBe("CommandRefused: log.page-closed");
});

/** A network from which nothing comes until whoever asks gives up, and the limits that were set. */
function nothingComes() {
  const limits = new Map<number, AbortController>();
  vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => {
    const limit = new AbortController();
    limits.set(milliseconds, limit);
    return limit.signal;
  });
  vi.stubGlobal(
    "fetch",
    (_: string, { signal }: RequestInit) =>
      new Promise((_, fail) => signal?.addEventListener("abort", () => fail(signal.reason))),
  );
  const isOver = (milliseconds: number) =>
    limits.get(milliseconds)?.abort(new DOMException("too long", "TimeoutError"));
  return { limits, isOver };
}

test("a question that is given up is given up on the way too", async () => {
  nothingComes();
  const asking = new AbortController();
  const asked = ask<SessionView>("/api/session", { signal: asking.signal });
  asking.abort();
  await expect(asked).rejects.toMatchObject({ problem: { code: "request.unreachable" } });
});

test("a question, a command and a photo have each a time after which nobody waits for an answer", async () => {
  const { limits, isOver } = nothingComes();
  const question = ask<SessionView>("/api/session", { signal: new AbortController().signal });
  isOver(20_000);
  await expect(question).rejects.toMatchObject({ problem: { code: "request.unreachable", status: 0 } });
  const command = deliverCommand("log.write-line", { id: "1", site: "tower", body: {}, deviceTime: 0 }, "lin");
  isOver(20_000);
  expect(await command).toEqual({ came: "nothing" });
  const photo = ask<PhotoUploadOperation>("/api/photos", {
    method: "POST",
    query: { site: "tower" },
    upload: new Blob(["x"]),
  });
  isOver(300_000);
  await expect(photo).rejects.toMatchObject({ problem: { code: "request.unreachable", status: 0 } });
  expect([...limits.keys()]).toEqual([20_000, 300_000]);
});

test("an answer of which only a part came is none, whatever its status says", async () => {
  vi.stubGlobal("fetch", async () => new Response('{"now": 17', { status: 200 }));
  await expect(ask<SessionView>("/api/session", {})).rejects.toMatchObject({
    problem: { code: "request.broken", status: 200 },
  });
});

test("a question is asked in the name of who acts, unless it says for whom", async () => {
  const asked: (string | undefined)[] = [];
  vi.stubGlobal("fetch", async (_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers["zb-as"]);
    return Response.json({});
  });
  const question = (as?: string) => ask<SessionView>("/api/session", { as });
  actAs("lin");
  await question();
  await question("wu");
  actAs(undefined);
  await question();
  expect(asked).toEqual(["lin", "wu", undefined]);
});

test.each([-7_200_000, 0, 90_000])(
  "the time that an answer tells is the time from then on, %i ms beside the device's own",
  async (beside) => {
    vi.useFakeTimers({ now: 1_795_230_840_000 });
    const tells = async (answer: unknown) => {
      vi.stubGlobal("fetch", async () => Response.json(answer));
      await ask<SessionView>("/api/session", {});
    };
    await tells({ now: Date.now() + beside });
    expect(serverNow()).toBe(Date.now() + beside);
    // One that tells none changes nothing.
    await tells({});
    expect(serverNow()).toBe(Date.now() + beside);
    vi.useRealTimers();
  },
);

test("a file comes as its bytes; a refusal with its code, and where nobody answers that", async () => {
  const asks = () => askFile<WorkbookView>("/api/log/find.xlsx", { query: { q: "泵" }, as: "lin" });
  const network = vi.fn(async () => new Response("PK"));
  vi.stubGlobal("fetch", network);
  expect(await (await asks()).text()).toBe("PK");
  network.mockResolvedValueOnce(Response.json({ code: "request.too-many" }, { status: 429 }));
  await expect(asks()).rejects.toMatchObject({ problem: { code: "request.too-many", status: 429 } });
  network.mockRejectedValueOnce(new TypeError("no signal"));
  await expect(asks()).rejects.toMatchObject({ problem: { code: "request.unreachable" } });
});
