import { waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import {
  passwordChange,
  pinChoice,
  pinReplacement,
  sessionView,
  signIn,
  signOut,
} from "#server/account/account-answer.ts";
import { passwordReset, pinReset, pinUnlock } from "#server/account/people-answer.ts";
import { hours, leaderHere, lin, noon, personHere, sessionWith, sun, wu, zhao } from "#test/desk-answers.ts";
import { actingHere, deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, type DeskEdge, refusal } from "#test/desk-edge.ts";
import { FirstSecrets } from "./account/FirstSecrets.tsx";
import { ForgottenPin } from "./account/ForgottenPin.tsx";
import { HelpColleague } from "./account/HelpColleague.tsx";
import { OwnSecrets } from "./account/OwnSecrets.tsx";
import { SignIn } from "./account/SignIn.tsx";
import { UnlockPad } from "./account/UnlockPad.tsx";
import { useSession } from "./door/session-query.ts";
import { button, buttons, field, openedPart, read, said } from "./opened-part.tsx";

setUpDesks();

const outside = { around: "door", at: "/" } as const;
const input = (key: string) => field(key) as HTMLInputElement;
const told = (desk: DeskEdge, { id }: { readonly id: string }) =>
  desk.asked.filter(({ operation }) => operation === id).map(({ body, params }) => ({ body, ...params }));
type User = Awaited<ReturnType<typeof openedPart>>["user"];
const typePinTwice = async (user: User, first: string, second = first) => {
  await user.type(field("account:first.pinOnce"), first);
  await user.type(field("account:first.pinAgain"), second);
};

function FirstOfDesk() {
  const [first] = useSession().people;
  return first ? <FirstSecrets person={first} calls={null} /> : null;
}

test("whoever signs in acts, by the account as typed, in any case; the form has forgotten both", async () => {
  const desk = deskHere([]);
  const both = sessionWith([personHere(wu), personHere(lin)]);
  desk.answers(signIn, both);
  const { user } = await openedPart(<SignIn session={sessionWith([])} />, outside);
  expect(read()).toContain("示范大厦");
  expect(read()).not.toContain(said("account:signIn.demonstration"));
  await user.type(input("account:signIn.name"), " Person1 ");
  await user.type(input("account:signIn.password"), " geheim ");
  desk.answers(sessionView, both);
  await user.click(button("account:signIn.go"));
  await waitFor(() => expect(actingHere()).toBe(lin));
  expect(told(desk, signIn)).toEqual([{ body: { name: "Person1", password: " geheim " } }]);
  expect(input("account:signIn.name").value + input("account:signIn.password").value).toBe("");
  expect(desk.times(sessionView)).toBe(1);
});

test("an account or a password that is missing is asked for, where it is missing, and nothing is sent", async () => {
  const desk = deskHere([]);
  const { user } = await openedPart(<SignIn session={sessionWith([], { demonstration: true })} />, outside);
  expect(read()).toContain(said("account:signIn.demonstration"));
  await user.type(input("account:signIn.name"), "   ");
  await user.type(input("account:signIn.password"), "geheim{Enter}");
  await waitFor(() => expect(read()).toContain(said("door:refusal.shape.invalid.what")));
  expect(document.activeElement).toBe(input("account:signIn.name"));
  expect(input("account:signIn.name").getAttribute("aria-invalid")).toBe("true");
  expect(input("account:signIn.password").getAttribute("aria-invalid")).toBeNull();
  expect(told(desk, signIn)).toEqual([]);
});

test("a password that was refused is typed anew, the account stays, and one reads until when to wait", async () => {
  const more = { status: 429, field: "password", detail: { retryAt: noon + hours } };
  const desk = deskHere([]).answers(signIn, refusal("account.too-many-tries", more));
  const { user } = await openedPart(<SignIn session={sessionWith([])} />, outside);
  await user.type(input("account:signIn.name"), "lin");
  await user.type(input("account:signIn.password"), "falsch{Enter}");
  await waitFor(() =>
    expect(read()).toContain(said("account:refusal.too-many-tries.what", { retryAt: "11-21 13:00" })),
  );
  expect(read()).not.toContain(said("account:again"));
  expect(input("account:signIn.name").value).toBe("lin");
  expect(input("account:signIn.password").value).toBe("");
  expect(document.activeElement).toBe(input("account:signIn.password"));
  desk.answers(signIn, refusal("account.too-many-tries", { ...more, detail: { retryAt: noon } }));
  await user.type(input("account:signIn.password"), "falsch{Enter}");
  await waitFor(() => expect(read()).toContain(said("account:again")));
});

test("before the first act the password is changed, then the PIN set, and the password is not asked again", async () => {
  const first = personHere(lin, { mustChangePassword: true, mustSetPin: true });
  const desk = deskHere([first]).answers(passwordChange, sessionWith([personHere(lin, { mustSetPin: true })]));
  desk.answers(pinChoice, sessionWith([personHere(lin)]));
  const { user } = await openedPart(<FirstOfDesk />, outside);
  expect(read()).toContain(said("account:first.title", { name: "林涛" }));
  expect(document.querySelector("[data-now=true]")?.textContent).toBe(said("account:first.password"));
  expect(read()).not.toContain(said("account:signOut.one", { name: "吴敏" }));
  await user.type(input("account:first.current"), "erstes");
  await user.type(input("account:first.next"), "neues Wort 1");
  await user.type(input("account:first.again"), "neues Wort");
  await user.click(button("account:first.change"));
  await waitFor(() => expect(read()).toContain(said("account:refusal.passwords-differ.what")));
  expect(told(desk, passwordChange)).toEqual([]);
  await user.type(input("account:first.again"), " 1");
  await user.click(button("account:first.change"));
  await waitFor(() => expect(document.querySelector("[data-now=true]")?.textContent).toBe(said("account:first.pin")));
  expect(told(desk, passwordChange)).toEqual([{ body: { person: lin, current: "erstes", next: "neues Wort 1" } }]);
  await typePinTwice(user, "135790");
  await user.click(button("account:forgotten.set"));
  await waitFor(() => expect(told(desk, pinChoice)).toHaveLength(1));
  expect(told(desk, pinChoice)).toEqual([{ body: { person: lin, password: "neues Wort 1", pin: "135790" } }]);
});

test("a PIN is typed twice; where the two differ from the beginning, and refused as weak both are typed anew", async () => {
  const person = personHere(lin, { mustSetPin: true });
  const desk = deskHere([person]).answers(pinChoice, refusal("account.pin-weak", { status: 422, field: "pin" }));
  const { user } = await openedPart(<FirstSecrets person={person} calls={null} />, outside);
  expect(document.querySelector("[data-now=true]")?.textContent).toBe(said("account:first.pin"));
  await user.type(input("account:signIn.password"), "mein Wort");
  await typePinTwice(user, "135790", "135791");
  await waitFor(() => expect(read()).toContain(said("account:refusal.pins-differ.what")));
  await typePinTwice(user, "135790");
  expect(read()).toContain(said("account:first.pinTwice"));
  await user.click(button("account:first.pinAnew"));
  await typePinTwice(user, "222222");
  await user.click(button("account:forgotten.set"));
  await waitFor(() => expect(read()).toContain(said("account:refusal.pin-weak.what")));
  expect(read()).not.toContain(said("account:first.pinTwice"));
  expect(input("account:signIn.password").value).toBe("mein Wort");
  expect(document.activeElement).toBe(field("account:first.pinOnce"));
  const again = sessionWith([personHere(lin)]);
  desk.answers(pinChoice, again).answers(sessionView, again);
  await typePinTwice(user, "135790");
  await user.click(button("account:forgotten.set"));
  await waitFor(() => expect(told(desk, pinChoice)).toHaveLength(2));
  expect(told(desk, pinChoice)[1]).toEqual({ body: { person: lin, password: "mein Wort", pin: "135790" } });
});

test("who gave up the old secrets is told, the others at the desk go on, and whoever cannot now may leave", async () => {
  const person = personHere(lin, { mustSetPin: true, renewed: { at: noon - hours, by: "孙梅" } });
  const desk = deskHere([person, personHere(wu)]);
  desk.answers(signOut, sessionWith([personHere(wu)]));
  const { user } = await openedPart(<FirstSecrets person={person} calls={null} />, outside);
  expect(read()).toContain(said("account:first.renewed", { at: "11-21 11:00", by: "孙梅" }));
  expect(buttons("account:people.choose", { name: "林涛" })).toHaveLength(0);
  await user.click(button("account:people.choose", { name: "吴敏" }));
  expect(actingHere()).toBe(wu);
  await user.click(button("account:signOut.one", { name: "林涛" }));
  await waitFor(() => expect(told(desk, signOut)).toEqual([{ body: { person: lin } }]));
  const byNobody = personHere(lin, { mustSetPin: true, renewed: { at: noon, by: null } });
  await openedPart(<FirstSecrets person={byNobody} calls={null} />, outside);
  expect(read()).toContain(said("account:first.renewed", { at: "11-21 12:00", by: said("account:first.console") }));
});

test("a forgotten PIN is set with the password by somebody who is signed in nowhere", async () => {
  const desk = deskHere([]).answers(pinReplacement, null);
  const { user } = await openedPart(<ForgottenPin calls={null} />, { around: "door", at: "/forgotten-pin" });
  await user.type(input("account:signIn.name"), "lin");
  await user.type(input("account:signIn.password"), "mein Wort");
  await typePinTwice(user, "135790");
  await user.click(button("account:forgotten.set"));
  await waitFor(() => expect(read()).toContain(said("account:forgotten.done")));
  expect(told(desk, pinReplacement)).toEqual([{ body: { name: "lin", password: "mein Wort", pin: "135790" } }]);
  expect(document.querySelector("form")).toBeNull();
  expect(button("account:forgotten.back").getAttribute("href")).toBe("/");
});

test("the own password and PIN are changed from the settings, one at a time, and it says what is valid now", async () => {
  const session = sessionWith([personHere(lin)]);
  const desk = deskHere().answers(passwordChange, session).answers(pinChoice, session);
  const { user } = await openedPart(<OwnSecrets person={lin} />);
  expect(document.querySelector("form")).toBeNull();
  await user.click(button("account:own.password"));
  expect(read()).toContain(said("account:own.note.password"));
  await user.type(input("account:first.current"), "altes");
  await user.type(input("account:first.next"), "neues Wort 1");
  await user.type(input("account:first.again"), "neues Wort 1");
  await user.click(buttons("account:own.password").at(-1) as HTMLElement);
  await waitFor(() => expect(read()).toContain(said("account:own.done.password")));
  expect(told(desk, passwordChange)).toEqual([{ body: { person: lin, current: "altes", next: "neues Wort 1" } }]);
  expect(document.querySelector("form")).toBeNull();
  await user.click(button("account:own.pin"));
  expect(read()).not.toContain(said("account:own.done.password"));
  expect(button("account:own.password").getAttribute("aria-expanded")).toBe("false");
  await user.type(input("account:signIn.password"), "neues Wort 1");
  await typePinTwice(user, "135790");
  await user.click(buttons("account:own.pin").at(-1) as HTMLElement);
  await waitFor(() => expect(read()).toContain(said("account:own.done.pin")));
  await user.click(button("account:own.pin"));
  await user.click(buttons("account:own.pin")[0] as HTMLElement);
  expect(document.querySelector("form")).toBeNull();
});

const colleague = async (user: User, person: string, why = "忘了") => {
  await user.selectOptions(field("account:colleague.who"), person);
  await user.clear(field("account:colleague.reason"));
  await user.type(field("account:colleague.reason"), why);
};
const ownPin = () => input(said("account:pin.of", { name: "林涛" }));

test("a colleague is helped with the own PIN and a reason; those who left and oneself are not among them", async () => {
  const desk = deskHere([leaderHere(lin)])
    .answers(pinUnlock, null)
    .answers(pinReset, null);
  const { user } = await openedPart(<HelpColleague />);
  const options = [...document.querySelectorAll("option")].map((each) => each.textContent);
  expect(options).toEqual([said("account:colleague.choose"), "吴敏", "赵强", "孙梅"]);
  await user.type(ownPin(), "135790");
  await waitFor(() => expect(read()).toContain(said("door:refusal.shape.invalid.what")));
  await colleague(user, wu, " 试错太多 ");
  await user.type(ownPin(), "135790");
  await waitFor(() => expect(read()).toContain(said("account:colleague.done.unlock")));
  expect(told(desk, pinUnlock)).toEqual([{ person: wu, body: { reason: "试错太多", pin: "135790" } }]);
  await user.click(button("account:colleague.reset"));
  expect(read()).toContain(said("account:colleague.means.reset"));
  expect(read()).not.toContain(said("account:colleague.done.unlock"));
  await colleague(user, zhao);
  await user.type(ownPin(), "135790");
  await waitFor(() => expect(read()).toContain(said("account:colleague.done.reset")));
  expect(told(desk, pinReset)).toEqual([{ person: zhao, body: { reason: "忘了", pin: "135790" } }]);
});

test("a password given up leaves a slip, shown once: whose, the account, the word, by whom and when; printed at a press", async () => {
  const desk = deskHere([leaderHere(lin)]).answers(passwordReset, { signInName: "sun", firstPassword: "ab-cd-ef" });
  const { user } = await openedPart(<HelpColleague />);
  await user.click(button("account:colleague.password"));
  await colleague(user, sun);
  await user.type(ownPin(), "135790");
  await waitFor(() => expect(document.querySelectorAll(".slip")).toHaveLength(1));
  const rows = [...document.querySelectorAll("[data-row] dd")].map((each) => each.textContent);
  expect(rows).toEqual(["孙梅", "sun", "ab-cd-ef", "林涛 11-21 12:00"]);
  expect(document.querySelector(".slip")?.textContent).toContain("示范大厦");
  const print = vi.fn();
  vi.stubGlobal("print", print);
  await user.click(button("account:slip.print"));
  expect(print).toHaveBeenCalledTimes(1);
  await user.click(button("account:slip.close"));
  expect(read()).not.toContain("ab-cd-ef");
  expect(document.querySelectorAll("form")).toHaveLength(1);
  expect(told(desk, passwordReset)).toHaveLength(1);
});

test("a colleague whom the server refuses is marked and in focus, and what was written stays", async () => {
  const more = { status: 403, field: "person" };
  deskHere([leaderHere(lin)]).answers(pinUnlock, refusal("person.may-not-help", more));
  const { user } = await openedPart(<HelpColleague />);
  await colleague(user, wu);
  await user.type(ownPin(), "135790");
  await waitFor(() => expect(read()).toContain(said("person:refusal.may-not-help.what")));
  const who = field("account:colleague.who") as HTMLSelectElement;
  expect(who.getAttribute("aria-invalid")).toBe("true");
  expect(who.value).toBe(wu);
  expect(document.activeElement).toBe(who);
  expect((field("account:colleague.reason") as HTMLTextAreaElement).value).toBe("忘了");
});

test("whoever has forgotten the PIN at a pad sets a new one there and comes back to it; while it is sent nothing more is taken", async () => {
  const desk = deskHere([personHere(lin, { locked: true })]);
  const later = awaited<ReturnType<typeof sessionWith>>();
  desk.answers(pinChoice, () => later.outcome);
  const { user } = await openedPart(<UnlockPad person={personHere(lin)} />);
  await user.click(button("account:pin.forgot"));
  expect(read()).toContain(said("account:forgotten.note"));
  await user.click(button("account:pin.back"));
  expect(document.activeElement).toBe(ownPin());
  await user.click(button("account:pin.forgot"));
  await user.type(input("account:signIn.password"), "mein Wort");
  await typePinTwice(user, "135790");
  await user.dblClick(button("account:forgotten.set"));
  later.come(sessionWith([personHere(lin)]));
  await waitFor(() => expect(read()).toContain(said("account:forgotten.done")));
  expect(told(desk, pinChoice)).toEqual([{ body: { person: lin, password: "mein Wort", pin: "135790" } }]);
  expect(document.activeElement).toBe(ownPin());
});
