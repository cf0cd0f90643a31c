import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { deskLock } from "#server/account/account-answer.ts";
import { lin, lockedDesk, personHere, wu } from "#test/desk-answers.ts";
import { actingHere, deskHere, setUpDesks } from "#test/desk-at.ts";
import { narrowed } from "./narrowed.ts";
import { button, buttons, pressEscape, read, said, windows } from "./opened-part.tsx";
import { openedDesk } from "./whole-desk.tsx";

setUpDesks();

const inBar = () => document.querySelector(".bar") as HTMLElement;
const tabs = () => [...document.querySelectorAll(".nav > *")].map((each) => each.textContent);

test("on a phone the bar has the post with its shift, the time, who acts and the lock; all else stands behind the last tab", async () => {
  narrowed();
  const edge = deskHere([personHere(lin), personHere(wu)]).answers(deskLock, lockedDesk);
  const { user, where } = await openedDesk();
  expect(inBar().querySelector(".post-select")?.textContent).toContain("大门岗 早班");
  expect([...inBar().querySelectorAll(".face")].map((each) => each.textContent)).toEqual(["林林涛"]);
  expect(tabs()).toEqual(["ui:nav.duty", "ui:nav.handover", "ui:nav.page", "ui:nav.more"].map((key) => said(key)));
  expect(inBar().querySelector(".settings-button")).toBeNull();
  await user.click(button("ui:nav.more"));
  expect([...document.querySelectorAll("dialog a")].map((each) => each.getAttribute("href"))).toEqual([
    "/roster/gate/2026-11-21/day",
    "/search",
  ]);
  await user.click(button("ui:settings.title"));
  expect([windows(), read()]).toEqual([2, expect.stringContaining(said("ui:settings.language"))]);
  pressEscape();
  await waitFor(() => expect(windows()).toBe(1));
  // What is left within a window, as a choice of files is, leaves the window.
  const choice = document.createElement("input");
  document.querySelector("dialog")?.append(choice);
  act(() => void choice.dispatchEvent(new Event("cancel", { bubbles: true, cancelable: true })));
  expect(windows()).toBe(1);
  await user.click(button("ui:nav.search"));
  await waitFor(() => expect([windows(), where()]).toEqual([0, "/search"]));
  await user.click(inBar().querySelector(".people .row button") as HTMLElement);
  await waitFor(() => expect(edge.times(deskLock)).toBe(1));
});

test("behind the own face stands everybody who is here: whoever is pressed acts, and the window is gone", async () => {
  narrowed();
  deskHere([personHere(lin), personHere(wu)]);
  const { user } = await openedDesk();
  await user.click(button("林林涛"));
  expect(buttons("account:people.add")).toHaveLength(1);
  await user.click(button("吴吴敏"));
  await waitFor(() => expect(windows()).toBe(0));
  expect(actingHere()).toBe(wu);
  expect([...inBar().querySelectorAll(".face")].map((each) => each.textContent)).toEqual(["吴吴敏"]);
});
