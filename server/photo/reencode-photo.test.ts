import sharp from "sharp";
import { expect, test } from "vitest";
import { manyScans } from "#test/many-scans.ts";
import { scansOf } from "./jpeg-scans.ts";
import { largestUpload, reencodePhoto } from "./reencode-photo.ts";

const picture = () => sharp({ create: { width: 40, height: 20, channels: 3, background: "#884422" } });

async function kept(upload: Buffer) {
  const result = await reencodePhoto(upload);
  if ("problem" in result) throw new Error(result.problem);
  return result.photo;
}

async function refused(upload: Buffer): Promise<string | undefined> {
  const result = await reencodePhoto(upload);
  return "problem" in result ? result.problem : undefined;
}

test.each(["jpeg", "png", "webp", "avif"] as const)("a %s becomes a JPEG named by its bytes", async (format) => {
  const photo = await kept(await picture().toFormat(format).toBuffer());
  expect(photo).toMatchObject({ mediaType: "image/jpeg", width: 40, height: 20 });
  expect((await sharp(photo.bytes).metadata()).format).toBe("jpeg");
  expect(photo.hash).toMatch(/^[0-9a-f]{64}$/);
});

test("the same upload gets the same name", async () => {
  const upload = await picture().png().toBuffer();
  expect((await kept(upload)).hash).toBe((await kept(upload)).hash);
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

test("a JPEG that goes over the picture more often than any camera writes it is not drawn, however small it is", async () => {
  expect(await kept(manyScans(63))).toMatchObject({ width: 64, height: 64 });
  expect(await refused(manyScans(64))).toBe("photo.not-readable");
  const progressive = await picture().resize(400, 200).jpeg({ progressive: true }).toBuffer();
  expect(scansOf(progressive, 64)).toBeGreaterThan(5);
  expect(await kept(progressive)).toMatchObject({ width: 400, height: 200 });
  expect([scansOf(await picture().jpeg().toBuffer(), 64), scansOf(progressive.subarray(0, 30), 64)]).toEqual([1, 0]);
  // A decoder that has lost its place skips these markers alone: nothing hides behind a length that they would name.
  const [hides, behind] = [manyScans(0), manyScans(70)];
  const hidden = Buffer.concat([hides.subarray(0, -2), Buffer.from([0xff, 0x02, 0xff, 0xff]), behind.subarray(2)]);
  expect(scansOf(hidden, 64)).toBeGreaterThan(64);
  expect(await refused(hidden)).toBe("photo.not-readable");
  // Phones keep a second picture, or a film, behind the first; and to a PNG these bytes mean something else.
  const film = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.alloc(400, Buffer.from([0xff, 0xda, 0, 2]))]);
  expect(await kept(film)).toMatchObject({ width: 40, height: 20 });
  const png = Buffer.concat([await picture().png().toBuffer(), Buffer.alloc(400, Buffer.from([0xff, 0xda, 0, 2]))]);
  expect(await kept(png)).toMatchObject({ width: 40, height: 20 });
});
