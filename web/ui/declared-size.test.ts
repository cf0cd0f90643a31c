import fc from "fast-check";
import { expect, test } from "vitest";
import { freshSeed } from "#test/fresh-seed.ts";
import { declaredSize } from "./declared-size.ts";

/** Pictures of 7 by 5 pixels, as encoders write them. */
const pictures = {
  "a JPEG with what a camera adds":
    "/9j/4QDIRXhpZgAASUkqAAgAAAAHAA8BAgACAAAAeAAAABIBAwABAAAAAQAAABoBBQABAAAAYgAAABsBBQABAAAAagAAACgBAwABAAAAAgAAABMCAwABAAAAAQAAAGmHBAABAAAAcgAAAAAAAAA4YwAA6AMAADhjAADoAwAABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDABoAMAAQAAAP//AAACoAQAAQAAAAcAAAADoAQAAQAAAAUAAAAAAAAA/9sAQwAGBAUGBQQGBgUGBwcGCAoQCgoJCQoUDg8MEBcUGBgXFBYWGh0lHxobIxwWFiAsICMmJykqKRkfLTAtKDAlKCko/9sAQwEHBwcKCAoTCgoTKBoWGigoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo/8AAEQgABQAHAwEiAAIRAQMRAf/EABUAAQEAAAAAAAAAAAAAAAAAAAAG/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABQBAQAAAAAAAAAAAAAAAAAAAAb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCQAJx1/9k=",
  "a progressive JPEG":
    "/9j/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYnKSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCj/wgARCAAFAAcDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUAQEAAAAAAAAAAAAAAAAAAAAF/9oADAMBAAIQAxAAAAGOEzv/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAEFAn//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/AX//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/AX//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAY/An//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/IX//2gAMAwEAAgADAAAAEPv/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAEDAQE/EH//xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oACAECAQE/EH//xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAE/EH//2Q==",
  "a PNG":
    "iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAIAAAAG+GGPAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAEUlEQVQImWMwTpuJiRhoJAoA7+4p17vkpNkAAAAASUVORK5CYII=",
  "a WebP": "UklGRjgAAABXRUJQVlA4ICwAAADwAQCdASoHAAUAAUAmJaACdLoB+AAETAAA/u+9V/43bjDfgu/33oDeBgAAAA==",
  "a WebP without loss": "UklGRh4AAABXRUJQVlA4TBEAAAAvBgABAAdQs840s/+BiOh/AAA=",
  "a WebP that one sees through":
    "UklGRkgAAABXRUJQVlA4WAoAAAAQAAAABgAABAAAQUxQSAoAAAABB1DAiAhERP8DVlA4IBgAAAAwAQCdASoHAAUAAUAmJaQAA3AA/v0gUAA=",
  "a GIF": "R0lGODlhBwAFAIAAAExpcTNmmSH5BAUAAAAALAAAAAAHAAUAAAIFjI+puwUAOw==",
  "an AVIF":
    "AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAANZtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAACJpbG9jAAAAAERAAAEAAQAAAAAA+gABAAAAAAAAACQAAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABhdjAxAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAAAcAAAAFAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAsbWRhdBIACgg4CLRpAQ0GkDIWGUJjBMAANAAAkEDJHGFXT4s2J5G9gA==",
} as const;
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

test.each(Object.entries(pictures))("%s says how large it is", (_, text) => {
  expect(declaredSize(bytesOf(text))).toEqual({ width: 7, height: 5 });
});

test("whatever is cut off or written into it, it is read without an end or a fault, and what says nothing is no picture", () => {
  const changed = fc.record({
    text: fc.constantFrom(...Object.values(pictures)),
    length: fc.nat(600),
    writes: fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 8 }),
  });
  fc.assert(
    fc.property(changed, ({ text, length, writes }) => {
      const bytes = bytesOf(text).slice(0, length);
      for (const [at, value] of writes) if (at < bytes.length) bytes[at] = value;
      const size = declaredSize(bytes);
      const isWhole = length >= bytesOf(text).length && writes.length === 0;
      expect(size === undefined || (size.width > 0 && size.height > 0)).toBe(true);
      if (isWhole) expect(size).toEqual({ width: 7, height: 5 });
    }),
    { seed: freshSeed(), numRuns: 500 },
  );
});

test("a file of a few bytes is believed when it says that it is large", () => {
  const bomb = bytesOf(pictures["a PNG"]);
  new DataView(bomb.buffer).setUint32(16, 40_000_000);
  expect(declaredSize(bomb)).toEqual({ width: 40_000_000, height: 5 });
  const tiles = new Uint8Array([...bytesOf(pictures["an AVIF"]), ...new Uint8Array(20)]);
  const view = new DataView(tiles.buffer);
  const at = tiles.length - 20;
  for (const [index, character] of [..."ispe"].entries()) view.setUint8(at + index, character.charCodeAt(0));
  view.setUint32(at + 8, 20_000);
  view.setUint32(at + 12, 20_000);
  expect(declaredSize(tiles), "the largest that it speaks of").toEqual({ width: 20_000, height: 20_000 });
});

test.each([
  ["nothing", ""],
  ["a text", Buffer.from("<svg width='7' height='5'/>").toString("base64")],
  ["a PNG of no width", "iVBORw0KGgoAAAANSUhEUgAAAAAAAAAFCAIAAAA="],
])("%s says no size", (_, text) => {
  expect(declaredSize(bytesOf(text))).toBeUndefined();
});
