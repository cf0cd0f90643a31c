import { fireEvent, waitFor } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { longestSide, mostPhotos } from "#duty/grammar/limits.ts";
import { photoUpload } from "#server/photo/photo-answer.ts";
import { someHash } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { awaited, refusal } from "#test/desk-edge.ts";
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
    keep(new Blob([`${type} ${quality}`], { type: type ?? "" })),
  );
});
afterEach(() => vi.unstubAllGlobals());

const hashOf = (number: number) => number.toString(16).padStart(64, "0");
function Picking({ begins = [] }: { begins?: readonly string[] }) {
  const [photos, change] = useState(begins);
  return (
    <>
      <PhotoPicker photos={photos} onChange={change} />
      <output>{photos.length}</output>
    </>
  );
}
const file = (name: string) => new File(["x"], name, { type: "image/png" });
const pick = (...files: File[]) =>
  fireEvent.change(document.querySelector("input[type=file]") as HTMLInputElement, { target: { files } });
const shown = () => [...document.querySelectorAll(".photos img")].map((each) => each.getAttribute("src"));

test("photos are made small, sent one after the other, and stand under the hash that the server gave them", async () => {
  const desk = deskHere();
  let sent = 0;
  desk.answers(photoUpload, () => ({ photo: hashOf(++sent), width: 1, height: 1 }));
  const { user } = await openedPart(<Picking begins={[someHash]} />);
  pick(file("a"), file("b"));
  await waitFor(() => expect(shown()).toHaveLength(3));
  expect(shown()).toEqual([someHash, hashOf(1), hashOf(2)].map((each) => `/api/photos/tower/${each}`));
  expect(drawn).toEqual([
    [0, 0, longestSide, longestSide / 2],
    [0, 0, longestSide, longestSide / 2],
  ]);
  expect(closed).toHaveBeenCalledTimes(2);
  const [first] = desk.asked.filter(({ operation }) => operation === photoUpload.id);
  expect(first?.query).toEqual({ site: "tower" });
  expect(first?.body).toMatchObject({ type: "image/jpeg" });
  await user.click(buttons("ui:photo.remove")[1] as HTMLElement);
  expect(shown()).toEqual([someHash, hashOf(2)].map((each) => `/api/photos/tower/${each}`));
});

test("while one is sent it says so; the button opens the choice of files, and the same file may be picked again", async () => {
  const desk = deskHere();
  const later = awaited<{ photo: string; width: number; height: number }>();
  desk.answers(photoUpload, () => later.outcome);
  const { user } = await openedPart(<Picking />);
  const chooser = document.querySelector("input[type=file]") as HTMLInputElement;
  const choosing = vi.spyOn(chooser, "click").mockImplementation(() => undefined);
  await user.click(button("ui:photo.add"));
  expect(choosing).toHaveBeenCalledTimes(1);
  pick(file("a"));
  await waitFor(() => expect(read()).toContain(said("ui:photo.sending")));
  expect(chooser.value).toBe("");
  later.come({ photo: someHash, width: 1, height: 1 });
  await waitFor(() => expect(read()).toContain(said("ui:photo.add")));
});

test("what the server refuses and what is no picture is told, and those that were there stay", async () => {
  const desk = deskHere().answers(photoUpload, refusal("photo.too-large", { status: 413 }));
  await openedPart(<Picking begins={[someHash]} />);
  pick(file("a"));
  await waitFor(() => expect(read()).toContain(said("door:refusal.photo.too-large.what")));
  vi.stubGlobal("createImageBitmap", async () => {
    throw new DOMException("no picture");
  });
  pick(file("b"));
  await waitFor(() => expect(read()).toContain(said("door:refusal.photo.unreadable.what")));
  expect(shown()).toHaveLength(1);
  expect(desk.times(photoUpload)).toBe(1);
  expect(read()).not.toContain(said("ui:photo.sending"));
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
