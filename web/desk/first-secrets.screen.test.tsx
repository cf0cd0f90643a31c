import { waitFor } from "@testing-library/react";
import i18next from "i18next";
import { afterEach, expect, test, vi } from "vitest";
import { passwordChange, pinChoice, sessionView, signIn } from "#server/account/account-answer.ts";
import { hours, lin, noon, personHere, sessionWith, sun, wu } from "#test/desk-answers.ts";
import { actingHere, deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { speak } from "../languages/language.ts";
import { useNow, useWall } from "../ui/server-clock.ts";
import { FirstSecrets } from "./account/FirstSecrets.tsx";
import { ForgottenPin } from "./account/ForgottenPin.tsx";
import { PasswordSlip } from "./account/PasswordSlip.tsx";
import { SignIn } from "./account/SignIn.tsx";
import { useSession } from "./door/session-query.ts";
import { button, field, openedPart, read } from "./opened-part.tsx";

setUpDesks();
afterEach(async () => {
  localStorage.clear();
  await speak("zh-CN", { remember: false });
});

/* What people meet at the door before they act: in which language, what they are asked twice, and that they are told of calls all the same. */

const minute = hours / 60;
const door = { around: "door", at: "/" } as const;

function FirstHere() {
  const [first] = useSession().people;
  return first ? <FirstSecrets person={first} calls={<p>有人在叫</p>} /> : null;
}

function Minute() {
  return <time>{useWall().time(useNow(minute))}</time>;
}

test("a password that was chosen a moment ago and is refused with the PIN is asked for again", async () => {
  const desk = deskHere([personHere(lin, { mustChangePassword: true, mustSetPin: true })]);
  desk.answers(passwordChange, sessionWith([personHere(lin, { mustSetPin: true })]));
  desk.answers(pinChoice, refusal("account.password-wrong", { status: 403, field: "password" }));
  const { user } = await openedPart(<FirstHere />, door);
  expect(read()).toContain("有人在叫");
  for (const [label, typed] of [
    ["account:first.current", "erstes"],
    ["account:first.next", "neues Wort 1"],
    ["account:first.again", "neues Wort 1"],
  ] as const)
    await user.type(field(label), typed);
  await user.click(button("account:first.change"));
  await waitFor(() => expect(document.querySelectorAll("[data-field=pin]")).toHaveLength(1));
  expect(document.querySelectorAll("[data-field=password]")).toHaveLength(0);
  await user.type(field("account:first.pinOnce"), "135790");
  await user.type(field("account:first.pinAgain"), "135790");
  await user.click(button("account:forgotten.set"));
  await waitFor(() => expect(document.querySelectorAll("[data-field=password]")).toHaveLength(1));
});

test("whoever is called is told so where they set a forgotten PIN too", async () => {
  deskHere([]);
  await openedPart(<ForgottenPin calls={<p>有人在叫</p>} />, { around: "door", at: "/forgotten-pin" });
  expect(read()).toContain("有人在叫");
});

test.each([
  ["of the person where nobody has chosen one at this browser", false, "en"],
  ["that was chosen at this browser, whoever comes", true, "zh-CN"],
] as const)("whoever signs in is spoken to in the language %s", async (_, isChosen, spoken) => {
  const here = sessionWith([personHere(lin, { language: "en" })]);
  const desk = deskHere([]).answers(signIn, here);
  if (isChosen) await speak("zh-CN", { remember: true });
  const { user } = await openedPart(<SignIn session={sessionWith([])} />, door);
  await user.type(field("account:signIn.name"), "person1");
  await user.type(field("account:signIn.password"), "geheim");
  desk.answers(sessionView, here);
  await user.click(button("account:signIn.go"));
  await waitFor(() => expect(actingHere()).toBe(lin));
  await waitFor(() => expect(i18next.language).toBe(spoken));
});

test.each([
  ["concerns the desk", { status: 423, code: "account.desk-locked" }, 1],
  ["is about what was typed", { status: 403, code: "account.password-wrong", field: "password" }, 0],
] as const)("a refusal that %s asks for the session so many times more", async (_, { code, ...more }, times) => {
  const desk = deskHere([personHere(lin, { mustSetPin: true })]).answers(pinChoice, refusal(code, more));
  const { user } = await openedPart(<FirstHere />, door);
  const before = desk.times(sessionView);
  await user.type(field("account:signIn.password"), "mein Wort");
  await user.type(field("account:first.pinOnce"), "135790");
  await user.type(field("account:first.pinAgain"), "135790");
  await user.click(button("account:forgotten.set"));
  await waitFor(() => expect(document.querySelectorAll(".refusal")).toHaveLength(1));
  expect(desk.times(sessionView) - before).toBe(times);
});

test("a slip tells when its password was issued, however long it lies open", async () => {
  // The minute is nearly over, so that the clocks of the screen go on at once.
  const now = noon + minute - 50;
  vi.setSystemTime(now);
  deskHere([personHere(wu)], { now });
  await openedPart(
    <>
      <Minute />
      <PasswordSlip person={sun} signInName="sun" firstPassword="ab-cd-ef" onClose={() => undefined} />
    </>,
  );
  const issued = () => document.querySelector("[data-row=issued] dd")?.textContent;
  expect(issued()).toBe("吴敏 11-21 12:00");
  vi.setSystemTime(now + hours);
  await waitFor(() => expect(document.querySelector("time")?.textContent).toBe("13:00"));
  expect(issued()).toBe("吴敏 11-21 12:00");
});
