import { fireEvent, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { lineHeldFor } from "#duty/grammar/limits.ts";
import { deskLock, deskUnlock, passwordChange, type Session, signIn, signOut } from "#server/account/account-answer.ts";
import { dayAtGate, lin, lockedDesk, personHere, sessionWith, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, noSignal } from "#test/desk-edge.ts";
import { OwnSecrets } from "./account/OwnSecrets.tsx";
import { outboxNow, send } from "./door/outbox.ts";
import { button, buttons, field, openedPart, read, said } from "./opened-part.tsx";
import { LeavingDesk } from "./shell/LeavingDesk.tsx";
import { openedDesk } from "./whole-desk.tsx";

/* Whoever writes and goes at once, by whichever way, goes after what they wrote. */

setUpDesks();

const people = [personHere(lin), personHere(wu, { locked: true })];

/** Written one after the other, and held still. */
async function writtenLines(...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const command = {
      act: "log.write-line",
      site: "tower",
      as: lin,
      body: { ...dayAtGate, text, photos: [] },
    } as const;
    await new Promise<void>((whenKept) => void send(command, { heldFor: lineHeldFor, whenKept }));
  }
}

const part = {
  leaving: () => openedPart(<LeavingDesk />),
  secrets: () => openedPart(<OwnSecrets person={lin} />),
  desk: () => openedDesk(),
};
type User = Awaited<ReturnType<typeof openedDesk>>["user"];

const ways = [
  ["signs out", signOut, "leaving", async () => void fireEvent.click(button("account:signOut.one", { name: "林涛" }))],
  ["signs everybody out", signOut, "leaving", async () => void fireEvent.click(button("account:signOut.all"))],
  ["locks", deskLock, "desk", async () => void fireEvent.click(lockButton())],
  [
    "lets another one act",
    deskUnlock,
    "desk",
    async (user: User) => {
      await user.click(document.querySelectorAll(".face")[1] as HTMLElement);
      await user.type(field("account:pin.of", { name: "吴敏" }), "135790");
    },
  ],
  [
    "lets another one sign in",
    signIn,
    "desk",
    async (user: User) => {
      await user.click(button("account:people.add"));
      await user.type(field("account:signIn.name"), "wu");
      await user.type(field("account:signIn.password"), "w");
      fireEvent.click(button("account:signIn.go"));
    },
  ],
  [
    "changes a password",
    passwordChange,
    "secrets",
    async (user: User) => {
      await user.click(button("account:own.password"));
      await user.type(field("account:first.current"), "g");
      await user.type(field("account:first.next"), "a-new-one-2026");
      await user.type(field("account:first.again"), "a-new-one-2026");
      fireEvent.click(buttons("account:own.password").at(-1) as HTMLElement);
    },
  ],
] as const;

test.each(ways)("whoever writes three lines and %s at once does so after all three", async (_, way, where, goes) => {
  const later = awaited<undefined>();
  const arrived: (readonly string[])[] = [];
  const desk = deskHere(people).decides("log.write-line", () => later.outcome);
  desk.answers<typeof signOut>(way as typeof signOut, (): Session => {
    arrived.push(desk.bodiesOf("log.write-line").map(({ text }) => text));
    return way === deskLock ? lockedDesk : sessionWith(people);
  });
  const { user } = await part[where]();
  await writtenLines("第一条", "第二条", "第三条");
  await goes(user);
  await waitFor(() => expect(desk.sent).toHaveLength(1));
  expect(desk.times(way)).toBe(0);
  later.come(undefined);
  await waitFor(() => expect(arrived).toEqual([["第一条", "第二条", "第三条"]]));
});

test("meanwhile the button is busy and says what goes first; without the network it goes on, and says what would stay behind", async () => {
  const later = awaited<typeof noSignal>();
  const desk = deskHere(people)
    .decides("log.write-line", () => later.outcome)
    .answers(signOut, noSignal);
  const { user } = await openedPart(<LeavingDesk />);
  await writtenLines("第一条", "第二条", "第三条");
  await user.click(button("account:signOut.all"));
  await waitFor(() => expect(read()).toContain(said("ui:outbox.first", { count: 3 })));
  expect(document.querySelectorAll(".ant-btn-loading")).toHaveLength(1);
  expect((button("account:signOut.one", { name: "林涛" }) as HTMLButtonElement).disabled).toBe(true);
  later.come(noSignal);
  await waitFor(() => expect(read()).toContain(said("account:signOut.staysBehind", { count: 3 })));
  expect(outboxNow().map(({ state, tries }) => [state, tries])).toEqual([
    ["waiting", 1],
    ["waiting", 1],
    ["waiting", 1],
  ]);
  await waitFor(() => expect(document.querySelectorAll(".ant-btn-loading")).toHaveLength(0));
  expect(desk.times(signOut)).toBe(1);
});

test("while the desk locks it says what goes before", async () => {
  const later = awaited<undefined>();
  const desk = deskHere(people)
    .decides("log.write-line", () => later.outcome)
    .answers(deskLock, lockedDesk);
  await openedDesk();
  await writtenLines("第一条");
  fireEvent.click(lockButton());
  await waitFor(() => expect(read()).toContain(said("ui:outbox.first", { count: 1 })));
  expect(lockButton().matches(".ant-btn-loading")).toBe(true);
  later.come(undefined);
  await waitFor(() => expect(desk.times(deskLock)).toBe(1));
});

function lockButton(): HTMLElement {
  return document.querySelector(".people .row.end button") as HTMLElement;
}
