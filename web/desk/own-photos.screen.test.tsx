import { waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { photoByProof, photoUpload } from "#server/photo/photo-answer.ts";
import { lin, personHere, sessionWith, someHash } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { noSignal, refusal } from "#test/desk-edge.ts";
import { deviceKeys, makeKey } from "../queue/device-key.ts";
import { deliverPhoto, deliverProvedPhoto } from "./door/ask.ts";
import { holdOpening } from "./door/own-device.ts";
import {
  holdingBack,
  keptPhoto,
  letGoOfPhoto,
  onPhotos,
  photosWaiting,
  sendPhotos,
  takePhoto,
  whenPhotosAnswered,
} from "./door/own-photos.ts";

setUpDesks();

const id = "0193a1c2-0000-7000-8000-00000000000d";
const opening = { id, secret: "s".repeat(43), site: "tower", person: lin, acts: ["photo.upload"] };
const taken = { photo: someHash, width: 1, height: 1 };
const picture = (text: string) => new Blob([text], { type: "image/jpeg" });
const lineWith = (photo: string) => ({ site: "tower", body: { text: "灯坏了", photos: [photo] } });

/** A browser that is a device of the site, open for somebody. */
async function enrolled() {
  await deviceKeys("zhiban.device").keep({ device: id, site: "tower", ...(await makeKey()) });
  holdOpening(sessionWith([personHere(lin)], { device: { id, name: "前台机" }, opening }));
}

test("what is taken at a device goes by its proof, and its line waits until it has arrived", async () => {
  await enrolled();
  const desk = deskHere().answers(photoByProof, noSignal).answers(photoUpload, taken);
  const told = vi.fn();
  const stop = onPhotos(told);
  const answered = vi.fn();
  whenPhotosAnswered(answered);
  const name = await takePhoto("tower", lin, picture("one"));
  expect(await holdingBack(lineWith(name))).toEqual({ came: "photos" });
  expect(await holdingBack(lineWith(someHash)), "a photo that nobody keeps here").toBeUndefined();
  await waitFor(() => expect(desk.times(photoByProof)).toBeGreaterThan(0));
  expect(answered).not.toHaveBeenCalled();
  desk.answers(photoByProof, taken);
  sendPhotos();
  await waitFor(() => expect(photosWaiting().has(name)).toBe(false));
  expect(await holdingBack(lineWith(name))).toBeUndefined();
  expect([desk.times(photoUpload), answered.mock.calls.length]).toEqual([0, 1]);
  expect(desk.asked.find(({ operation }) => operation === photoByProof.id)?.query).toMatchObject({
    ...{ site: "tower", as: lin, photo: name, device: id, opening: id, version: "1" },
  });
  expect(told).toHaveBeenCalled();
  stop();
  holdOpening(sessionWith([personHere(lin)]));
});

test("where the proof is none that this house can hold, it goes as its author's", async () => {
  await enrolled();
  const desk = deskHere()
    .answers(photoByProof, refusal("proof.unknown", { status: 403 }))
    .answers(photoUpload, taken);
  const name = await takePhoto("tower", lin, picture("two"));
  await waitFor(() => expect(photosWaiting().has(name)).toBe(false));
  expect([desk.times(photoByProof), desk.times(photoUpload)]).toEqual([1, 1]);
  holdOpening(sessionWith([personHere(lin)]));
});

test("what the house refuses is told at its line, and asked anew at the next try; what is let go of is gone", async () => {
  const full = refusal("photo.person-sent-enough", { detail: { most: 200 } });
  const desk = deskHere().answers(photoUpload, full);
  const name = await takePhoto("tower", lin, picture("three"));
  await waitFor(async () => expect((await keptPhoto("tower", name))?.problem?.code).toBe("photo.person-sent-enough"));
  sendPhotos();
  expect(await holdingBack(lineWith(name))).toMatchObject({
    ...{ came: "answer", status: 409, body: { code: "photo.person-sent-enough" } },
  });
  await waitFor(() => expect(desk.times(photoUpload)).toBe(2));
  await letGoOfPhoto("tower", name);
  expect([await keptPhoto("tower", name), photosWaiting().size]).toEqual([undefined, 0]);
});

test("whatever comes of a photo is heard, and nothing is thrown", async () => {
  const desk = deskHere().answers(photoUpload, taken).answers(photoByProof, noSignal);
  expect(await deliverPhoto("tower", picture("four"), lin)).toEqual({ came: "answer", status: 200, body: taken });
  expect(desk.asked.at(-1)).toMatchObject({ as: lin, query: { site: "tower" } });
  const proof = { device: id, opening: id, version: 1, signature: "s".repeat(86) };
  const about = { site: "tower", id, as: lin, photo: someHash, deviceTime: 1, ...proof };
  expect(await deliverProvedPhoto(about, picture("four"))).toEqual({ came: "nothing" });
});
