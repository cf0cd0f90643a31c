import { afterEach, expect, test, vi } from "vitest";
import { longestSide } from "#duty/grammar/limits.ts";
import { shrinkPhoto } from "./shrink-photo.ts";

afterEach(() => vi.unstubAllGlobals());

/** A browser in which a picture has this size: it tells to which size it was drawn. */
async function drawnTo(width: number, height: number): Promise<readonly number[]> {
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => null,
    toBlob: (keep: (blob: Blob) => void) => keep(new Blob()),
  };
  vi.stubGlobal("createImageBitmap", async () => ({ width, height, close: () => undefined }));
  vi.stubGlobal("document", { createElement: () => canvas });
  await shrinkPhoto(new Blob());
  return [canvas.width, canvas.height];
}

test.each([
  ["a wide picture", [4000, 3000], [longestSide, longestSide * 0.75]],
  ["a high one", [1000, 3200], [longestSide * 0.3125, longestSide]],
  ["one that is small enough", [640, 480], [640, 480]],
  ["one that is just so long", [longestSide, 900], [longestSide, 900]],
])("%s is as long as a photo may be at most, and never made longer", async (_, [width = 0, height = 0], size) => {
  expect(await drawnTo(width, height)).toEqual(size);
});
