import { act, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { pinReplacement } from "#server/account/account-answer.ts";

import { lin, personHere } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { OwnPin } from "./account/AccountForm.tsx";
import { ForgottenPin } from "./account/ForgottenPin.tsx";
import { noteReach } from "./door/reach.ts";
import { button, buttons, field, openedPart, read, said } from "./opened-part.tsx";

setUpDesks();

test("a new PIN that was typed once is told as such, at its field, and no longer than until it is typed again", async () => {
  const desk = deskHere([]).answers(pinReplacement, null);
  const { user } = await openedPart(<ForgottenPin calls={null} />, { around: "door", at: "/forgotten-pin" });
  await user.type(field("account:signIn.name"), "lin");
  await user.type(field("account:signIn.password"), "mein Wort");
  const isTold = () => read().includes(said("account:refusal.pin-once.what"));
  await user.type(field("account:first.pinOnce"), "135790");
  expect(isTold()).toBe(false);
  await user.click(button("account:forgotten.set"));
  await waitFor(() => expect(isTold()).toBe(true));
  expect(read()).not.toContain(said("door:refusal.shape.invalid.what"));
  expect(document.activeElement).toBe(field("account:first.pinAgain"));
  expect(field("account:first.pinAgain").getAttribute("aria-invalid")).toBe("true");
  await user.type(field("account:first.pinAgain"), "135790");
  expect(isTold()).toBe(false);
  expect(desk.asked.filter(({ operation }) => operation === pinReplacement.id)).toEqual([]);
});

test("without the network no new PIN is offered, in a line that says why; it is once there is one again", async () => {
  const desk = deskHere([personHere(lin)]).answers(pinReplacement, null);
  const owner = { person: lin, name: "林涛" };
  const pad = <OwnPin owner={owner} busy={false} problem={undefined} onWhole={() => undefined} />;
  const why = said("account:forgotten.away");
  const lose = (isLost: boolean) => {
    desk.isReached(!isLost);
    act(() => noteReach(!isLost));
  };
  await openedPart(<ForgottenPin calls={null} />, { around: "door", at: "/forgotten-pin" });
  lose(true);
  expect(read()).toContain(why);
  expect(button("account:forgotten.set").getAttribute("aria-disabled")).toBe("true");
  lose(false);
  expect(read()).not.toContain(why);
  expect(button("account:forgotten.set").getAttribute("aria-disabled")).toBeNull();
  await openedPart(pad);
  expect(buttons("account:pin.forgot")).toHaveLength(1);
  lose(true);
  expect(buttons("account:pin.forgot")).toHaveLength(0);
  expect(read()).toContain(why);
  lose(false);
});
