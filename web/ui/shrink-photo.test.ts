import { afterEach, expect, test, vi } from "vitest";
import { longestSide } from "#duty/grammar/limits.ts";
import { PhotoUnusable, shrinkPhoto } from "./shrink-photo.ts";

afterEach(() => vi.unstubAllGlobals());

/** The beginning of a PNG, which says this size. */
function declaring(width: number, height: number): Blob {
  const bytes = new Uint8Array(24);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return new Blob([bytes]);
}

const opened = vi.fn();

/** A browser in which a picture has this size: it tells to which size it was drawn. */
async function drawnTo(width: number, height: number): Promise<readonly number[]> {
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => null,
    toBlob: (keep: (blob: Blob) => void) => keep(new Blob()),
  };
  opened.mockReset().mockResolvedValue({ width, height, close: () => undefined });
  vi.stubGlobal("createImageBitmap", opened);
  vi.stubGlobal("document", { createElement: () => canvas });
  await shrinkPhoto(declaring(width, height));
  return [canvas.width, canvas.height];
}

test.each([
  ["a wide picture", [4000, 3000], [longestSide, longestSide * 0.75]],
  ["a high one", [1000, 3200], [longestSide * 0.3125, longestSide]],
  ["one that is small enough", [640, 480], [640, 480]],
  ["one that is just so long", [longestSide, 900], [longestSide, 900]],
  ["one of as many pixels as a camera writes", [8000, 6250], [longestSide, longestSide * 0.78125]],
])("%s is as long as a photo may be at most, and never made longer", async (_, [width = 0, height = 0], size) => {
  expect(await drawnTo(width, height)).toEqual(size);
});

test("what says that it has more pixels than a phone unfolds, or says no size, is never opened", async () => {
  await expect(drawnTo(1, 64_000_001)).rejects.toEqual(new PhotoUnusable("photo.too-many-pixels"));
  await expect(drawnTo(65_535, 65_535)).rejects.toEqual(new PhotoUnusable("photo.too-many-pixels"));
  await expect(shrinkPhoto(new Blob(["<svg/>"]))).rejects.toEqual(new PhotoUnusable("photo.unreadable"));
  expect(opened).not.toHaveBeenCalled();
  expect(await drawnTo(8000, 8000), "of just so many").toEqual([longestSide, longestSide]);
});

test("what a browser cannot open is no photo", async () => {
  opened.mockReset().mockRejectedValue(new DOMException("no picture", "InvalidStateError"));
  vi.stubGlobal("createImageBitmap", opened);
  await expect(shrinkPhoto(declaring(7, 5))).rejects.toMatchObject({ code: "photo.unreadable" });
});
