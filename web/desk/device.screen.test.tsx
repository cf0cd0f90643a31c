import { waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import {
  deviceChallenge,
  deviceEnrolment,
  deviceProving,
  deviceRevocation,
  devicesView,
  sessionView,
} from "#server/account/account-answer.ts";
import { commandByProof } from "#server/http/written-answer.ts";
import { leaderHere, lin, noon, personHere, sessionWith, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { refusal } from "#test/desk-edge.ts";
import { canHoldKey, deviceKeys, makeKey, signedBy } from "../queue/device-key.ts";
import { hearServerTime, serverNow } from "../ui/server-clock.ts";
import { OwnDevice } from "./account/OwnDevice.tsx";
import { deliverProved } from "./door/ask.ts";
import { goOnByClock, noteHeard } from "./door/last-heard.ts";
import {
  enrolOwn,
  holdAlone,
  holdOpening,
  isIdle,
  letGoOfOpening,
  noteHands,
  onIdleHands,
  proveOwn,
  proveWritten,
} from "./door/own-device.ts";
import { button, buttons, field, openedPart, read, said } from "./opened-part.tsx";

setUpDesks();

const id = "0193a1c2-0000-7000-8000-00000000000d";
const challenge = "c".repeat(43);
const written = {
  ...{ id, act: "log.write-line", site: "tower", body: { text: "水压正常" }, as: lin, deviceTime: 1_000 },
};
const opening = { id, secret: "s".repeat(43), site: "tower", person: lin, acts: ["log.write-line"] };
const atDevice = sessionWith([personHere(lin)], { device: { id, name: "前台机" }, opening });
const enrolled = { id, name: "前台机", site: "tower", enrolledBy: lin, enrolledAt: 0, revokedAt: null };

/** A desk at which nothing is enrolled, and a house that takes whoever wants to be. */
function enrollingDesk() {
  return deskHere([personHere(lin)])
    .answers(devicesView, { devices: [] })
    .answers(deviceChallenge, { challenge })
    .answers(deviceEnrolment, { device: id });
}

async function enrolls() {
  const desk = enrollingDesk();
  const { user } = await openedPart(<OwnDevice />);
  await user.type(field("account:device.name"), " 前台机 ");
  await user.click(button("account:device.enrol"));
  await waitFor(() => expect(desk.times(deviceEnrolment)).toBe(1));
  return desk;
}

test("a browser is enrolled under the name that it was given, by a key that nobody can read", async () => {
  const desk = await enrolls();
  const [sent] = desk.told(deviceEnrolment) as [{ publicKey: JsonWebKey; signature: string }];
  expect(sent).toMatchObject({ site: "tower", name: "前台机", challenge });
  const key = await deviceKeys("zhiban.device").read();
  expect([key?.device, key?.site, key?.privateKey.extractable]).toEqual([id, "tower", false]);
  await expect(crypto.subtle.exportKey("jwk", key?.privateKey as CryptoKey)).rejects.toThrow(/extractable/);
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const asked = await crypto.subtle.importKey("jwk", sent.publicKey, algorithm, true, ["verify"]);
  const text = new TextEncoder().encode(`zhiban-device:${challenge}`);
  const signature = Buffer.from(sent.signature, "base64url");
  expect(await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, asked, signature, text)).toBe(true);
});

test("where it is not taken one reads why, and the name stands still", async () => {
  const desk = enrollingDesk().answers(deviceEnrolment, refusal("device.person-has-enough", { detail: { most: 50 } }));
  const { user } = await openedPart(<OwnDevice />);
  await user.type(field("account:device.name"), "前台机");
  await user.click(button("account:device.enrol"));
  await waitFor(() => expect(read()).toContain(said("door:refusal.device.person-has-enough.what", { most: 50 })));
  expect((field("account:device.name") as HTMLInputElement).value).toBe("前台机");
  expect(desk.times(deviceEnrolment)).toBe(1);
});

test("what is written at it is signed while its author acts, and for nobody else, nor anything else", async () => {
  await enrolls();
  holdOpening(atDevice);
  expect(await proveWritten(written)).toMatchObject({ version: 1, device: id, opening: id });
  expect(await proveWritten({ ...written, as: wu })).toBeUndefined();
  expect(await proveWritten({ ...written, site: "annexe" })).toBeUndefined();
  expect(await proveWritten({ ...written, act: "roster.publish" })).toBeUndefined();
  holdOpening(sessionWith([personHere(lin, { locked: true })], { device: { id, name: "前台机" } }));
  expect(await proveWritten(written), "the desk is locked").toBeUndefined();
});

test("where no hands were at work for as long as a desk stays open, the page signs for nobody any more", async () => {
  await enrolls();
  const now = Date.now();
  holdOpening(atDevice, now);
  noteHands(now + 4 * minute);
  noteHands(now + 8 * minute);
  holdOpening(atDevice, now);
  noteHands(now + 5 * minute);
  expect(await proveWritten(written), "five minutes are over").toBeUndefined();
  holdOpening(atDevice);
  noteHands(Date.now() + 4 * minute);
  expect(await proveWritten(written)).toMatchObject({ device: id });
});

test("what a PIN has opened without the network signs until it is let go of, and hands that come back late are told of", async () => {
  await enrolls();
  const now = Date.now();
  holdAlone({ opening, device: id, idleSeconds: 120 }, now);
  expect(await proveWritten(written)).toMatchObject({ device: id, opening: id });
  letGoOfOpening();
  expect(await proveWritten(written)).toBeUndefined();
  holdAlone({ opening, device: id, idleSeconds: 120 }, now);
  expect([isIdle(now + 2 * minute - 1), isIdle(now + 2 * minute)]).toEqual([false, true]);
  const late = vi.fn();
  const stop = onIdleHands(late);
  noteHands(now + minute);
  expect(late).not.toHaveBeenCalled();
  noteHands(now + 4 * minute);
  stop();
  noteHands(now + 9 * minute);
  expect(late).toHaveBeenCalledTimes(1);
});

test("a desk that begins anew in this browser is the device again; another browser is none", async () => {
  deskHere([personHere(lin)]);
  await deviceKeys("zhiban.device").keep({ device: "", site: "tower", ...(await makeKey()) });
  expect(await proveOwn(), "a key that was never enrolled").toBeUndefined();
  const desk = await enrolls();
  desk.answers(deviceProving, atDevice);
  expect(await proveOwn()).toMatchObject({ device: { id } });
  const [sent] = desk.told(deviceProving) as [{ device: string; signature: string }];
  expect(sent).toMatchObject({ device: id, challenge });
  expect(sent.signature).toMatch(/^[\w-]{86}$/);
});

test("who sees the devices of the site withdraws one with a reason", async () => {
  const desk = deskHere([leaderHere(lin)])
    .answers(sessionView, sessionWith([leaderHere(lin)], { device: { id, name: "前台机" } }))
    .answers(devicesView, { devices: [enrolled, { ...enrolled, id: wu, name: "旧手机", revokedAt: 1 }] })
    .answers(deviceRevocation, { revoked: true });
  const { user } = await openedPart(<OwnDevice />);
  expect(read()).toContain(said("account:device.own", { name: "前台机" }));
  await user.click(button("account:device.all"));
  await waitFor(() => expect(buttons("account:device.withdraw", { name: "前台机" })).toHaveLength(1));
  expect(read()).not.toContain("旧手机");
  await user.click(button("account:device.withdraw", { name: "前台机" }));
  expect(button("account:device.sure")).toHaveProperty("disabled", true);
  await user.type(field("account:device.why"), "手机丢了");
  await user.click(button("account:device.sure"));
  await waitFor(() => expect(desk.told(deviceRevocation)).toEqual([{ reason: "手机丢了" }]));
  expect(buttons("account:device.enrol")).toEqual([]);
});

test("a device is withdrawn by whoever enrolled it, by who holds a function at its site, by an administrator, and by nobody else", async () => {
  const holding = (name: string, site: string) => personHere(wu, { functions: [{ function: name, site }] });
  for (const [person, times] of [
    [personHere(lin), 1],
    [personHere(wu), 0],
    [holding("squad-leader", "elsewhere"), 0],
    [holding("squad-leader", "tower"), 1],
    [holding("administrator", "elsewhere"), 1],
  ] as const) {
    deskHere([person]).answers(devicesView, { devices: [enrolled] });
    const { user } = await openedPart(<OwnDevice />);
    await user.click(button("account:device.all"));
    await waitFor(() => expect(read()).toContain("前台机"));
    const said = JSON.stringify(person.functions);
    expect(buttons("account:device.withdraw", { name: "前台机" }), said).toHaveLength(times);
  }
});

test("a browser that keeps no key is not enrolled", async () => {
  const desk = enrollingDesk();
  const refused = vi.spyOn(indexedDB, "open").mockImplementation(() => {
    throw new DOMException("private", "SecurityError");
  });
  expect(await enrolOwn("tower", "前台机")).toBeUndefined();
  refused.mockRestore();
  expect(desk.times(deviceEnrolment)).toBe(0);
});

test("where none is enrolled one reads that", async () => {
  enrollingDesk();
  const { user } = await openedPart(<OwnDevice />);
  await user.click(button("account:device.all"));
  await waitFor(() => expect(read()).toContain(said("account:device.none")));
});

test("what goes by its proof is heard as every command is", async () => {
  const { privateKey } = await makeKey();
  const proof = { version: 1, device: id, opening: id, signature: await signedBy({ privateKey }, "text") };
  const desk = deskHere([personHere(wu)]).answers(commandByProof, refusal("proof.withdrawn", { status: 403 }));
  expect(await deliverProved({ ...written, proof })).toMatchObject({
    ...{ came: "answer", status: 403, body: { code: "proof.withdrawn" } },
  });
  desk.isReached(false);
  expect(await deliverProved({ ...written, proof })).toEqual({ came: "nothing" });
  expect(canHoldKey()).toBe(true);
});

test("a page that is loaded where the server is not heard goes on by the clock that was heard last", () => {
  hearServerTime(noon + 3 * minute);
  noteHeard(noon + 3 * minute);
  hearServerTime(noon);
  goOnByClock();
  expect(serverNow()).toBe(noon + 3 * minute);
  localStorage.clear();
  hearServerTime(noon);
  goOnByClock();
  expect(serverNow()).toBe(noon);
});
