import sharp from "sharp";
import { expect, test } from "vitest";
import { largestScreenshot, largestUpload, longestDrawing, mostMegabytes, reencodePhoto } from "./reencode-photo.ts";

const unreadable = "photo.not-readable";
const picture = () => sharp({ create: { width: 40, height: 20, channels: 3, background: "#884422" } });

async function kept(upload: Buffer) {
  const result = await reencodePhoto(upload);
  if (!result || "problem" in result) throw new Error(result?.problem ?? "ended");
  return result.photo;
}

async function refused(upload: Buffer, within: Parameters<typeof reencodePhoto>[1] = {}): Promise<string | undefined> {
  const result = await reencodePhoto(upload, within);
  return result && "problem" in result ? result.problem : undefined;
}

test.each(["jpeg", "png", "webp", "avif"] as const)("a %s becomes a JPEG named by its bytes", async (format) => {
  const photo = await kept(await picture().toFormat(format).toBuffer());
  expect(photo).toMatchObject({ mediaType: "image/jpeg", width: 40, height: 20 });
  expect((await sharp(photo.bytes).metadata()).format).toBe("jpeg");
  expect(photo.hash).toMatch(/^[0-9a-f]{64}$/);
});

test("the same upload gets the same name", async () => {
  const upload = await picture().png().toBuffer();
  const [first, second] = [await kept(upload), await kept(upload)];
  expect(second.hash).toBe(first.hash);
});

test("where and with what it was taken is gone, and it stands upright", async () => {
  const upload = await picture()
    .withExif({ IFD0: { Make: "canary-phone" }, IFD3: { GPSLatitude: "31/1 14/1 0/1" } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect(upload.includes("Exif")).toBe(true);
  const { bytes, width, height } = await kept(upload);
  expect((await sharp(bytes).metadata()).exif).toBeUndefined();
  expect(bytes.includes("canary-phone")).toBe(false);
  expect({ width, height }).toEqual({ width: 20, height: 40 });
});

test("what hides behind the picture is not kept", async () => {
  const upload = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from("<script>canary</script>")]);
  expect((await kept(upload)).bytes.includes("canary")).toBe(false);
});

test("a large photo is made smaller, a small one is not made larger", async () => {
  const large = await sharp({ create: { width: 4000, height: 3000, channels: 3, background: "#123456" } })
    .jpeg()
    .toBuffer();
  expect(await kept(large)).toMatchObject({ width: 1600, height: 1200 });
});

test("what no camera writes is no larger than a screen", async () => {
  const drawn = (height: number) => sharp({ create: { width: 3840, height, channels: 3, background: "#123456" } });
  for (const format of ["png", "webp", "avif"] as const) {
    const larger = await drawn(2161).toFormat(format, { effort: 1 }).toBuffer();
    expect([format, await refused(larger)]).toEqual([format, "photo.not-readable"]);
  }
  expect((await kept(await drawn(2160).webp({ effort: 1 }).toBuffer())).width).toBe(1600);
  expect((await kept(await drawn(2161).jpeg().toBuffer())).width).toBe(1600);
});

test("what is no photo, or too much of one, is refused by name", async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  expect(await refused(svg)).toBe("photo.not-a-photo");
  expect(await refused(Buffer.from("%PDF-1.7"))).toBe("photo.not-a-photo");
  expect(await refused(Buffer.alloc(0))).toBe("photo.not-a-photo");
  const jpeg = await picture().jpeg().toBuffer();
  expect(await refused(jpeg.subarray(0, 100))).toBe("photo.not-readable");
  const bomb = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: "#000" } })
    .png()
    .toBuffer();
  expect(bomb.length).toBeLessThan(largestUpload);
  const panorama = await sharp({ create: { width: 8000, height: 8000, channels: 3, background: "#000" } })
    .jpeg()
    .toBuffer();
  expect(await refused(panorama)).toBe("photo.not-readable");
  expect(await refused(bomb)).toBe("photo.not-readable");
  expect(await refused(Buffer.alloc(12 * 1024 * 1024 + 1, jpeg))).toBe("photo.too-large");
});

test("no side is longer than that of any picture, however few pixels there are", async () => {
  const drawn = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#123456" } });
  for (const format of ["png", "jpeg"] as const) {
    expect([format, await refused(await drawn(1, 16_385).toFormat(format).toBuffer())]).toEqual([format, unreadable]);
    expect([format, await refused(await drawn(16_385, 1).toFormat(format).toBuffer())]).toEqual([format, unreadable]);
    expect(await kept(await drawn(16_384, 1).toFormat(format).toBuffer())).toMatchObject({ width: 1600 });
  }
});

test("an AVIF, which is dear to draw, is a few megabytes at most", async () => {
  const avif = await picture().avif().toBuffer();
  expect(largestScreenshot).toBeLessThanOrEqual(3 * 1024 * 1024);
  expect(await kept(Buffer.concat([avif, Buffer.alloc(largestScreenshot - avif.length)]))).toMatchObject({ width: 40 });
  expect(await refused(Buffer.concat([avif, Buffer.alloc(largestScreenshot)]))).toBe("photo.too-large");
});

test("what takes too long to draw, or too much memory, is given up in words for people", async () => {
  const upload = await picture().jpeg().toBuffer();
  expect(await refused(upload, { milliseconds: 1 })).toBe("photo.too-costly");
  expect(longestDrawing).toBeLessThanOrEqual(8_000);
  expect(mostMegabytes).toBeLessThanOrEqual(800);
  expect(await refused(upload, { megabytes: 1 })).toBe("photo.too-costly");
});

test("the drawing of whoever leaves is ended, and over when that is answered", async () => {
  const drawing = () => process.getActiveResourcesInfo().filter((each) => each === "ProcessWrap").length;
  const leaving = new AbortController();
  const result = reencodePhoto(await picture().jpeg().toBuffer(), { signal: leaving.signal });
  expect(drawing()).toBe(1);
  leaving.abort();
  expect(await result).toBeUndefined();
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(drawing()).toBe(0);
  expect(await reencodePhoto(await picture().jpeg().toBuffer(), { signal: leaving.signal })).toBeUndefined();
});
