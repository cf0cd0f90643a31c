import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import {
  deskLock,
  deskUnlock,
  type PersonHere,
  type Session,
  sessionView,
  signOut,
} from "#server/account/account-answer.ts";
import { siteView } from "#server/site/site-answer.ts";
import { lin, personHere, plan, sessionWith, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import type { SeenState } from "#test/desk-cells.ts";
import { type DeskEdge, refusal } from "#test/desk-edge.ts";
import { forgottenAt, knownPin, letInAtDevice } from "#test/desk-known.ts";
import { noteHere } from "./door/acting.ts";
import { CommandRefused } from "./door/ask.ts";
import { noteReach } from "./door/reach.ts";
import { button, buttons, field, openedAgain, openedPart, read, said, windows } from "./opened-part.tsx";
import { Broke } from "./shell/Broke.tsx";
import { keepsHere, openedDesk, pressedFaces, WholeDesk } from "./whole-desk.tsx";

setUpDesks();

/* Each state of `test/desk-cells.ts` as it is drawn: what it says, and that there is a way on from it. */

interface Drawn extends Awaited<ReturnType<typeof openedDesk>> {
  readonly edge: DeskEdge;
}

async function desk(people: readonly PersonHere[], more: Partial<Session> = {}): Promise<Drawn> {
  const edge = deskHere(people, more);
  return { edge, ...(await openedDesk()) };
}

async function becomes({ edge, askAgain }: Drawn, session: Session): Promise<void> {
  edge.answers(sessionView, session);
  await askAgain("session");
}

/** The network goes away, and what asks for the session finds out. */
async function loses({ edge, askAgain }: Drawn): Promise<void> {
  edge.isReached(false);
  await askAgain("session");
}

afterEach(() => keepsHere(forgottenAt, knownPin));

const behindLock = [personHere(lin, { locked: true })];
const shut = { code: "account.not-a-supervisor", status: 403 };

/** Draws each state; the answer is what says that it is the one. */
const draws: Readonly<Record<SeenState, () => Promise<string>>> = {
  nobody: async () => {
    await desk([]);
    expect(read()).not.toContain(said("account:refusal.not-signed-in.what"));
    return said("account:signIn.note");
  },
  ended: async () => {
    await becomes(await desk([personHere(lin)]), sessionWith([]));
    return said("account:refusal.not-signed-in.todo");
  },
  secrets: async () => {
    await desk([personHere(lin, { mustSetPin: true })]);
    return said("account:first.pinNote");
  },
  locked: async () => {
    await desk(behindLock, { locked: true });
    expect(read()).not.toContain(said("account:lock.alone"));
    return said("account:lock.note");
  },
  "locked-alone": async () => {
    await loses(await desk(behindLock, { locked: true }));
    return said("account:lock.alone");
  },
  "locked-known": async () => {
    const drawn = await desk(behindLock, { locked: true });
    await keepsHere(letInAtDevice(), knownPin);
    await loses(drawn);
    expect(read()).not.toContain(said("account:lock.alone"));
    return said("account:lock.known");
  },
  "by-pin": async () => {
    const drawn = await desk(behindLock, { locked: true });
    await keepsHere(letInAtDevice(), knownPin);
    await loses(drawn);
    await drawn.user.type(field("account:pin.of", { name: "林涛" }), "135790");
    return said("account:alone.mayNot");
  },
  in: async () => {
    await desk([personHere(lin)]);
    expect(pressedFaces()).toEqual(["林涛"]);
    return said("ui:line.connecting");
  },
  alone: async () => {
    await loses(await desk([personHere(lin)]));
    return said("ui:line.lost");
  },
  refused: async () => {
    deskHere();
    await openedPart(<Broke error={new CommandRefused(shut)} reset={() => {}} />);
    return said("account:refusal.not-a-supervisor.what");
  },
  away: async () => {
    deskHere().isReached(false);
    await openedPart(
      <Broke error={new CommandRefused({ code: "request.unreachable", status: 0 })} reset={() => {}} />,
      {
        around: "door",
      },
    );
    return said("ui:away.again");
  },
  broken: async () => {
    deskHere();
    await openedPart(<Broke error={new Error("bug")} reset={() => {}} />);
    return said("ui:broken.fault");
  },
};

/** What can be pressed or written in, in front. */
function waysOn(): Element[] {
  const front = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  return [...front.querySelectorAll("button:not([disabled]), a[href], input:not([disabled])")];
}

test.each(Object.entries(draws))("%s says what it is, and leaves a way on", async (_, drawn) => {
  const what = await drawn();
  await waitFor(() => expect(read()).toContain(what));
  expect(waysOn().length).toBeGreaterThan(0);
});

test("that a session has ended is told after a reload too, and no more once somebody has signed in and left", async () => {
  const { edge, ...drawn } = await desk([personHere(lin)]);
  await becomes({ edge, ...drawn }, sessionWith([]));
  const ended = said("account:refusal.not-signed-in.what");
  await openedAgain(<WholeDesk />, { around: "door" });
  expect(read()).toContain(ended);
  edge.answers(sessionView, sessionWith([personHere(lin)])).answers(signOut, sessionWith([]));
  const again = await openedAgain(<WholeDesk />, { around: "door" });
  await again.user.click(button("ui:settings.title"));
  edge.answers(sessionView, sessionWith([]));
  await again.user.click(button("account:signOut.all"));
  await waitFor(() => expect(read()).toContain(said("account:signIn.note")));
  expect(read()).not.toContain(ended);
});

test("that nobody answers is seen at once, and that nobody was cut off too", async () => {
  const drawn = await desk([personHere(lin)]);
  act(() => noteReach(false));
  expect(read()).toContain(said("ui:line.lost"));
  act(() => noteReach(true));
  expect(read()).not.toContain(said("ui:line.lost"));
  await becomes(drawn, sessionWith([]));
  await waitFor(() => expect(read()).toContain(said("account:refusal.not-signed-in.what")));
  act(() => noteHere(false));
  expect(read()).not.toContain(said("account:refusal.not-signed-in.what"));
});

test("whoever leaves in another tab has not been cut off in this one", async () => {
  const { edge } = await desk([personHere(lin)]);
  edge.answers(sessionView, sessionWith([]));
  const otherTab = new BroadcastChannel("zhiban.session");
  otherTab.postMessage("left");
  otherTab.close();
  await waitFor(() => expect(read()).toContain(said("account:signIn.note")));
  expect(read()).not.toContain(said("account:refusal.not-signed-in.what"));
});

test("behind the lock and without a network the PIN is answered with why it opens nothing, and opens once it is heard", async () => {
  const { edge, user, askAgain } = await desk(behindLock, { locked: true });
  await loses({ edge, user, askAgain } as Drawn);
  await user.type(field("account:pin.of", { name: "林涛" }), "135790");
  await waitFor(() => expect(read()).toContain(said("door:refusal.request.unreachable.what")));
  edge.isReached(true);
  await askAgain("session");
  await waitFor(() => expect(read()).not.toContain(said("account:lock.alone")));
  const open = sessionWith([personHere(lin)]);
  edge.answers(deskUnlock, open).answers(sessionView, open);
  await user.type(field("account:pin.of", { name: "林涛" }), "135790");
  await waitFor(() => expect(windows()).toBe(0));
});

test("the browser tells that its network has gone and come back, and the session is asked for", async () => {
  const { edge } = await desk([personHere(lin)]);
  for (const what of ["offline", "online"]) {
    const asked = edge.times(sessionView);
    act(() => void window.dispatchEvent(new Event(what)));
    await waitFor(() => expect(edge.times(sessionView)).toBeGreaterThan(asked));
  }
});

test.each([
  ["the button", (user: Drawn["user"]) => user.click(document.querySelector(".people .row.end button") as HTMLElement)],
  ["the key", (user: Drawn["user"]) => user.keyboard("l")],
] as const)("a desk that cannot be locked says why, by %s, and a session that has ended is seen", async (_, locks) => {
  const { edge, user } = await desk([personHere(lin)]);
  edge.isReached(false);
  await locks(user);
  await waitFor(() => expect(read()).toContain(said("door:refusal.request.unreachable.what")));
  edge.isReached(true);
  edge.answers(deskLock, refusal("account.not-signed-in", { status: 401 })).answers(sessionView, sessionWith([]));
  await locks(user);
  await waitFor(() => expect(read()).toContain(said("account:signIn.note")));
});

test("nobody leaves unheard: without a network the settings and the first secrets say why", async () => {
  const inside = await desk([personHere(lin)]);
  await inside.user.click(button("ui:settings.title"));
  inside.edge.isReached(false);
  await inside.user.click(button("account:signOut.one", { name: "林涛" }));
  await waitFor(() => expect(read()).toContain(said("door:refusal.request.unreachable.what")));
  const first = await desk([personHere(lin, { mustSetPin: true })]);
  first.edge.isReached(false);
  await first.user.click(button("account:signOut.one", { name: "林涛" }));
  await waitFor(() => expect(read()).toContain(said("door:refusal.request.unreachable.what")));
});

test("who works at no site here is told so, and may leave it to others or leave", async () => {
  const people = [personHere(lin), personHere(wu)];
  const { edge, user } = await desk(people, { sites: [] });
  expect(read()).toContain(said("site:refusal.unknown.what"));
  expect(buttons("account:signIn.go")).toHaveLength(0);
  expect(buttons("account:people.choose", { name: "吴敏" })).toHaveLength(1);
  edge.answers(signOut, sessionWith([personHere(wu)])).answers(sessionView, sessionWith([personHere(wu)]));
  await user.click(button("account:signOut.one", { name: "林涛" }));
  await waitFor(() => expect(pressedFaces()).toEqual(["吴敏"]));
});

test("who works at no site here and is locked comes to the lock", async () => {
  await desk(behindLock, { locked: true, sites: [] });
  expect(read()).toContain(said("account:lock.title"));
});

test("what was refused to one is drawn anew for the next, and once the desk is another", async () => {
  const reset = vi.fn();
  const edge = deskHere();
  const { askAgain, user } = await openedPart(<Broke error={new CommandRefused(shut)} reset={reset} />);
  await user.click(button("ui:broken.retry"));
  expect(reset).toHaveBeenCalledTimes(1);
  expect(button("ui:astray.todo").getAttribute("href")).toBe("/");
  edge.answers(sessionView, sessionWith([personHere(lin), personHere(wu)]));
  await askAgain("session");
  await waitFor(() => expect(reset.mock.calls.length).toBeGreaterThan(1));
});

test("the plan of a site that is refused at first says so instead of being at fault", async () => {
  deskHere([personHere(lin)]).answers(siteView, plan);
  await openedPart(<Broke error={new CommandRefused({ code: "site.unknown", status: 404 })} reset={() => {}} />);
  expect(read()).toContain(said("site:refusal.unknown.what"));
  expect(read()).not.toContain(said("ui:broken.fault"));
});
