import { fireEvent, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { longestSide, mostPhotos } from "#duty/grammar/limits.ts";
import { photoUpload } from "#server/photo/photo-answer.ts";
import { dayAtGate, lin, someHash } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, noSignal, refusal } from "#test/desk-edge.ts";
import { sha256Of } from "../queue/sha256.ts";
import { outboxNow, send } from "./door/outbox.ts";
import { keptPhoto, photosWaiting } from "./door/own-photos.ts";
import { button, buttons, openedPart, pressEscape, read, said, windows } from "./opened-part.tsx";
import { LinePhotos } from "./photo/LinePhotos.tsx";
import { PhotoPicker } from "./photo/PhotoPicker.tsx";

setUpDesks();

const drawn: number[][] = [];
const closed = vi.fn();

/* A browser draws pictures, a DOM without one does not: what it would be asked to draw is written down. */
beforeEach(() => {
  drawn.length = 0;
  closed.mockClear();
  const picture = { width: 2 * longestSide, height: longestSide, close: closed };
  vi.stubGlobal("createImageBitmap", async () => picture);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({
    drawImage: (_: unknown, ...at: number[]) => void drawn.push(at),
  } as never);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((keep, type, quality) =>
    keep(new Blob([`${type} ${quality} ${drawn.length}`], { type: type ?? "" })),
  );
});
afterEach(() => vi.unstubAllGlobals());

const hashOf = (number: number) => number.toString(16).padStart(64, "0");
function Picking({ begins = [] }: { begins?: readonly string[] }) {
  const [photos, change] = useState(begins);
  return (
    <>
      <PhotoPicker photos={photos} onChange={change} />
      <output data-named={photos.join(" ")} />
    </>
  );
}
/** The beginning of a PNG; what it would be drawn as says its name, so that each is another picture. */
function file(name: string): File {
  const bytes = new Uint8Array(24);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  bytes.set([1, 0, 0, 0, 1], 19);
  return new File([bytes], name, { type: "image/png" });
}
const pick = (...files: File[]) =>
  fireEvent.change(document.querySelector("input[type=file]") as HTMLInputElement, { target: { files } });
const shown = () => [...document.querySelectorAll(".photos img")].map((each) => each.getAttribute("src"));
const named = () => (document.querySelector("output")?.dataset.named ?? "").split(" ").filter((each) => each !== "");
const uploads = (desk: ReturnType<typeof deskHere>) =>
  desk.asked.filter(({ operation }) => operation === photoUpload.id);
const taken = { photo: someHash, width: 1, height: 1 };
const settled = () => waitFor(() => expect(read()).not.toContain(said("ui:photo.taking")));
const allArrived = () => waitFor(() => expect(photosWaiting().size).toBe(0));

test("photos are made small, stand under the hash of what is sent, and are sent by themselves, each with its bytes", async () => {
  const desk = deskHere().answers(photoUpload, taken);
  const { user } = await openedPart(<Picking begins={[someHash]} />);
  pick(file("a"), file("b"));
  await waitFor(() => expect(named()).toHaveLength(3));
  await allArrived();
  expect(drawn).toEqual([
    [0, 0, longestSide, longestSide / 2],
    [0, 0, longestSide, longestSide / 2],
  ]);
  expect(closed).toHaveBeenCalledTimes(2);
  const names = await Promise.all(
    uploads(desk).map(async ({ query, body }) => {
      expect(query).toEqual({ site: "tower" });
      expect(body).toMatchObject({ type: "image/jpeg" });
      return await sha256Of(await (body as Blob).arrayBuffer());
    }),
  );
  expect(names.toSorted()).toEqual(named().slice(1).toSorted());
  await user.click(buttons("ui:photo.remove")[1] as HTMLElement);
  expect(named()).toEqual([someHash, expect.any(String)]);
  expect(shown()[0]).toBe(`/api/photos/tower/${someHash}`);
});

test("without the network they stand there all the same, it says that they wait, and they go once it is back", async () => {
  const desk = deskHere().answers(photoUpload, noSignal);
  await openedPart(<Picking />);
  pick(file("a"));
  await waitFor(() => expect(read()).toContain(said("ui:photo.waiting", { count: 1 })));
  await waitFor(() => expect(shown()).toEqual([expect.stringMatching(/^blob:/)]));
  const [photo] = named();
  await waitFor(() => expect(desk.times(photoUpload)).toBe(1));
  // A page that is opened anew finds it.
  await openedPart(<Picking begins={[photo ?? ""]} />);
  await waitFor(() => expect(shown()).toEqual([expect.stringMatching(/^blob:/)]));
  desk.answers(photoUpload, taken);
  window.dispatchEvent(new Event("online"));
  await allArrived();
  await waitFor(() => expect(read()).not.toContain(said("ui:photo.waiting", { count: 1 })));
});

test("one that is taken away is let go of; one that goes with a line that waits is not", async () => {
  deskHere()
    .answers(photoUpload, noSignal)
    .decides("log.write-line", () => noSignal);
  const { user } = await openedPart(<Picking />);
  pick(file("a"), file("b"));
  await waitFor(() => expect(named()).toHaveLength(2));
  const [first = "", second = ""] = named();
  const body = { ...dayAtGate, text: "灯坏了", photos: [second] };
  void send({ act: "log.write-line", site: "tower", as: lin, body });
  await waitFor(() => expect(outboxNow()).toHaveLength(1));
  await user.click(buttons("ui:photo.remove")[1] as HTMLElement);
  await user.click(buttons("ui:photo.remove")[0] as HTMLElement);
  await waitFor(async () => expect(await keptPhoto("tower", first)).toBeUndefined());
  expect(await keptPhoto("tower", second)).toMatchObject({ name: second, as: lin });
});

test("while one is made small it says so; the button opens the choice of files, and the same file may be picked again", async () => {
  deskHere().answers(photoUpload, taken);
  const later = awaited<object>();
  const picture = { width: longestSide, height: longestSide, close: closed };
  vi.stubGlobal("createImageBitmap", () => later.outcome);
  const { user } = await openedPart(<Picking />);
  const chooser = document.querySelector("input[type=file]") as HTMLInputElement;
  const choosing = vi.spyOn(chooser, "click").mockImplementation(() => undefined);
  await user.click(button("ui:photo.add"));
  expect(choosing).toHaveBeenCalledTimes(1);
  pick(file("a"));
  await waitFor(() => expect(read()).toContain(said("ui:photo.taking")));
  expect(chooser.value).toBe("");
  later.come(picture);
  await waitFor(() => expect(read()).toContain(said("ui:photo.add")));
  await allArrived();
});

test("what is no picture, or one too large, is told, the others go, and those that were there stay", async () => {
  const desk = deskHere().answers(photoUpload, taken);
  await openedPart(<Picking begins={[someHash]} />);
  pick(new File(["x"], "text"), file("b"));
  await waitFor(() => expect(read()).toContain(said("door:refusal.photo.unreadable.what")));
  await settled();
  expect(named()).toHaveLength(2);
  await allArrived();
  const bomb = new Uint8Array(await file("c").arrayBuffer());
  bomb.set([0xff, 0xff], 16);
  pick(new File([bomb], "c"));
  await waitFor(() => expect(read()).toContain(said("door:refusal.photo.too-many-pixels.what")));
  await settled();
  expect([named().length, desk.times(photoUpload), closed.mock.calls.length]).toEqual([2, 1, 1]);
});

test("where the browser has no room it is sent before anything names it; and where that fails, one reads that words are kept", async () => {
  const desk = deskHere().answers(photoUpload, taken);
  vi.stubGlobal("navigator", { storage: { estimate: async () => ({ quota: 20_000_000, usage: 19_000_000 }) } });
  await openedPart(<Picking />);
  pick(file("a"));
  await waitFor(() => expect(named()).toEqual([someHash]));
  desk.answers(photoUpload, noSignal);
  pick(file("b"));
  await waitFor(() => expect(read()).toContain(said("door:refusal.photo.not-kept.todo")));
  desk.answers(photoUpload, refusal("photo.person-sent-enough", { status: 409, detail: { most: 200 } }));
  pick(file("c"));
  await waitFor(() => expect(read()).toContain(said("door:refusal.photo.person-sent-enough.what", { most: 200 })));
  expect([named(), photosWaiting().size]).toEqual([[someHash], 0]);
});

test("where no more may go with an act, none is offered", async () => {
  deskHere();
  const full = Array.from({ length: mostPhotos }, (_, number) => hashOf(number));
  const { user } = await openedPart(<Picking begins={full} />);
  expect(buttons("ui:photo.add")).toHaveLength(0);
  await user.click(buttons("ui:photo.remove")[0] as HTMLElement);
  expect(buttons("ui:photo.add")).toHaveLength(1);
});

test("the photos of a line open to their full size, each by its number, and close again", async () => {
  deskHere();
  const { user } = await openedPart(<LinePhotos photos={[hashOf(1), hashOf(2)]} />);
  expect([...document.querySelectorAll("img")].map(({ alt }) => alt)).toEqual(
    [1, 2].map((number) => said("ui:photo.of", { number })),
  );
  await user.click(document.querySelectorAll(".photos button")[1] as HTMLElement);
  expect(document.querySelector("dialog h2")?.textContent).toBe(said("ui:photo.of", { number: 2 }));
  expect(document.querySelector("dialog img")?.getAttribute("src")).toBe(`/api/photos/tower/${hashOf(2)}`);
  pressEscape();
  expect(windows()).toBe(0);
  await openedPart(<LinePhotos photos={[]} />);
  expect(document.querySelector(".photos")).toBeNull();
});
