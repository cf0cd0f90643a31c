import { act, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { lossesSeen, waitingTelling } from "#server/account/waiting-answer.ts";
import { leaderHere, lin, noon, personHere, sun, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { onOutbox, send } from "./door/outbox.ts";
import { button, buttons, openedPart, read, said } from "./opened-part.tsx";
import { LostItems } from "./overview/LostItems.tsx";
import { LostHere } from "./shell/LostHere.tsx";

/* What was written in a browser and lost before it was sent: told where it was written, and to who supervises. */

setUpDesks();

const idOf = (number: number) => `00000000-0000-7000-8000-00000000020${number}`;
const lostOf = (number: number, person: string) => ({ id: idOf(number), person, writtenAt: noon - number * minute });

/** What is told is told once things are quiet. */
async function openedTwoSeconds() {
  vi.useFakeTimers({ now: noon, toFake: ["Date", "setTimeout", "clearTimeout"], shouldAdvanceTime: true });
  const { user } = await openedPart(<LostHere />);
  await act(async () => vi.advanceTimersByTimeAsync(2_000));
  vi.useFakeTimers({ now: noon, toFake: ["Date"] });
  return user;
}

test("where it was written, its authors and times are named once the house misses it, until somebody has read of it", async () => {
  const desk = deskHere([personHere(lin)]).answers(waitingTelling, { lost: [lostOf(1, lin), lostOf(9, wu)] });
  const user = await openedTwoSeconds();
  await waitFor(() => expect(document.querySelectorAll("[role=alert]")).toHaveLength(1));
  expect(desk.times(waitingTelling)).toBe(1);
  expect(read()).toContain(said("ui:lost.here", { count: 2, names: "林涛、吴敏" }));
  expect([...document.querySelectorAll("time")].map((each) => each.textContent)).toEqual([
    "11-21 11:51",
    "11-21 11:59",
  ]);
  await user.click(button("ui:outbox.putAway"));
  expect(document.querySelectorAll("[role=alert]")).toHaveLength(0);
});

const losses = [
  { ...lostOf(1, lin), noticedAt: noon, device: "前台机" },
  { ...lostOf(5, lin), noticedAt: noon, device: "前台机" },
  { ...lostOf(3, sun), noticedAt: noon, device: null },
];

test("who supervises sees whose it was, how many and from when until when, and marks them together as dealt with", async () => {
  const desk = deskHere([leaderHere(lin)]).answers(lossesSeen, { seen: 2 });
  const { user } = await openedPart(<LostItems losses={losses} />, { at: "/overview" });
  expect([...document.querySelectorAll(".overview-row b")].map((each) => each.textContent)).toEqual([
    said("overview:lost.what", { person: "林涛", count: 2 }),
    said("overview:lost.what", { person: "孙梅", count: 1 }),
  ]);
  expect(document.querySelector(".overview-row .soft")?.textContent).toContain("11-21 11:55 – 11-21 11:59 · 前台机");
  const [first] = buttons("overview:lost.seen");
  await user.click(first as HTMLElement);
  await waitFor(() => expect(desk.told(lossesSeen)).toEqual([{ site: "tower", losses: [idOf(1), idOf(5)] }]));
});

test("where that is refused, the reason stands with them", async () => {
  deskHere([leaderHere(lin)]).answers(lossesSeen, refusal("account.not-a-supervisor", { status: 403 }));
  const { user } = await openedPart(<LostItems losses={losses.slice(0, 1)} />, { at: "/overview" });
  await user.click(button("overview:lost.seen"));
  await waitFor(() => expect(read()).toContain(said("account:refusal.not-a-supervisor.what")));
});

test("whoever listens to what is sent hears of each change, until they do no more", async () => {
  deskHere();
  let heard = 0;
  const stop = onOutbox(() => {
    heard += 1;
  });
  await send({
    act: "notice.confirm",
    site: "tower",
    as: lin,
    body: { regulation: "zhiban-house", hash: "0".repeat(64) },
  });
  const before = heard;
  stop();
  await send({
    act: "notice.confirm",
    site: "tower",
    as: lin,
    body: { regulation: "zhiban-house", hash: "1".repeat(64) },
  });
  expect([before > 0, heard]).toEqual([true, before]);
});
