import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { dayAtGate, lin, personHere, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { untilKept } from "../queue/played-browser.ts";
import { send, sendAll } from "./door/outbox.ts";
import { linesOf, openedPart, read, said } from "./opened-part.tsx";
import { Unsent } from "./shell/Unsent.tsx";

setUpDesks();

test("what the acting person wrote and nobody has received is read on every screen of theirs, of nobody else, and no longer once it is received", async () => {
  const desk = deskHere([personHere(lin), personHere(wu)]);
  await openedPart(<Unsent />);
  desk.isReached(false);
  const line = (as: string, text: string) =>
    send({ act: "log.write-line", site: "tower", as, body: { ...dayAtGate, text, photos: [] } });
  await act(async () => void (await Promise.all([line(lin, "三楼漏水"), line(wu, "巡楼"), line(lin, "已关阀")])));
  await act(async () => void (await send({ act: "attendance.sign-off", site: "tower", as: lin, body: dayAtGate })));
  await act(untilKept);
  expect(document.querySelector("summary")?.textContent).toBe(said("ui:outbox.words", { count: 2 }));
  expect(linesOf(document.querySelector(".unsent-words ul"))).toEqual([
    expect.stringMatching(/12:00三楼漏水$/),
    expect.stringMatching(/12:00已关阀$/),
  ]);
  expect(read()).toContain(said("ui:outbox.waiting", { count: 4 }));
  desk.isReached(true);
  await act(async () => sendAll());
  await waitFor(() => expect(document.querySelector(".unsent-words")).toBe(null));
  expect(desk.bodiesOf("log.write-line").map(({ text }) => text)).toEqual(["三楼漏水", "巡楼", "已关阀"]);
});
