import { act, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { dayAtGate, lin, noon, personHere } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { FeedLine } from "#test/desk-browser.ts";
import { keepDesk, tellAtWork } from "../offline/keep-desk.ts";
import { hasOpenWork } from "../offline/open-work.ts";
import { untilKept } from "../queue/played-browser.ts";
import { CommandRefused } from "./door/ask.ts";
import { lastHeard, noteHeard } from "./door/last-heard.ts";
import { send } from "./door/outbox.ts";
import { button, openedPart, read, said } from "./opened-part.tsx";
import { Broke } from "./shell/Broke.tsx";
import { openedDesk } from "./whole-desk.tsx";

setUpDesks();
afterEach(() => localStorage.clear());

const door = { around: "door" } as const;
const unreachable = new CommandRefused({ code: "request.unreachable", status: 0 });

test("out of reach of the server it says since when and what is kept here, and comes back by itself or at a press", async () => {
  const edge = deskHere([personHere(lin)]);
  const reset = vi.fn();
  await openedPart(<Broke error={unreachable} reset={reset} />, door);
  await waitFor(() => expect(reset).toHaveBeenCalledTimes(1)); // it had been reached all the time

  edge.isReached(false);
  noteHeard(noon - 5 * minute);
  await act(async () => {
    for (const text of ["三楼漏水", "已关阀"])
      await send({ act: "log.write-line", site: "tower", as: lin, body: { ...dayAtGate, text, photos: [] } });
  });
  await act(untilKept);
  const { user } = await openedPart(<Broke error={unreachable} reset={reset} />, door);
  expect(read()).toContain(said("ui:away.since", { time: "11:55" }));
  expect(read()).toContain(said("ui:away.waiting", { count: 2 }));
  edge.isReached(true);
  await user.click(button("ui:away.now"));
  await waitFor(() => expect(reset).toHaveBeenCalledTimes(2));
  edge.isReached(false);
  await openedPart(<Broke error={unreachable} reset={reset} />, door);
  expect(reset).toHaveBeenCalledTimes(2);
  edge.isReached(true);
  await act(async () => void window.dispatchEvent(new Event("online")));
  await waitFor(() => expect(reset).toHaveBeenCalledTimes(3));
});

test("of another day than today the moment has its date, and a browser that never heard the server names none", async () => {
  const edge = deskHere([]);
  edge.isReached(false);
  await openedPart(<Broke error={unreachable} reset={() => {}} />, door);
  expect(read()).toContain(said("ui:broken.away"));
  noteHeard(noon - 24 * 60 * minute);
  await openedPart(<Broke error={unreachable} reset={() => {}} />, door);
  expect(read()).toContain(said("ui:away.since", { time: "11-20 12:00" }));
});

test("when the server last spoke, in an answer or by the feed, is known after a reload too", async () => {
  const edge = deskHere();
  await openedDesk();
  expect(lastHeard()).toBe(noon);
  FeedLine.laid[0]?.tell("hello", { now: noon + minute });
  expect(lastHeard()).toBe(noon + minute);
  edge.isReached(false);
  await openedPart(<Broke error={unreachable} reset={() => {}} />, door);
  expect(read()).toContain(said("ui:away.since", { time: "12:01" }));
});

test("open work is a window that is not the lock, words in a field, or a photo; an empty field or a tick is none", () => {
  const shows = (html: string) => {
    document.body.innerHTML = html;
    return hasOpenWork(document);
  };
  const open = ["<dialog open></dialog>", "<textarea>半句</textarea>", "<input value='张'>", "<img src='blob:one'>"];
  const none = [
    ...["<dialog></dialog>", "<dialog open class='cover'></dialog>", "<textarea></textarea>", "<input>"],
    ...["<input type='checkbox' value='yes'>", "<input type='radio' value='a'>", "<img src='/favicon.svg'>"],
  ];
  expect(open.map(shows)).toEqual([true, true, true, true]);
  expect(none.map(shows)).toEqual(none.map(() => false));
  document.body.innerHTML = "";
});

test("a newer release that waits takes over once nobody is at work, and the page that was shown before reloads", async () => {
  const told: unknown[] = [];
  const worker = Object.assign(new EventTarget(), {
    controller: {},
    register: async () => ({ waiting: { postMessage: (what: unknown) => told.push(what) } }),
  });
  const request = async (_name: string, asked: { mode?: string }, run: (lock: object) => unknown) => run(asked);
  vi.stubGlobal("navigator", { serviceWorker: worker, locks: { request } });
  const reload = vi.spyOn(location, "reload").mockImplementation(() => {});
  vi.useFakeTimers({ toFake: ["setInterval", "Date"] });
  tellAtWork(true);
  await keepDesk();
  expect(told).toEqual([]);
  tellAtWork(false);
  await act(async () => undefined); // a lock is let go of a moment later
  expect(told).toEqual(["take-over"]);
  expect(reload).not.toHaveBeenCalled();
  worker.dispatchEvent(new Event("controllerchange"));
  expect(reload).toHaveBeenCalledTimes(1);
});
