import sharp from "sharp";
import { expect, test } from "vitest";
import { manyScans } from "#test/many-scans.ts";
import { isCodedByCameras, scansOf } from "./jpeg-frame.ts";
import { reencodePhoto } from "./reencode-photo.ts";

const picture = () => sharp({ create: { width: 40, height: 20, channels: 3, background: "#884422" } });
const kept = { photo: { mediaType: "image/jpeg" } };
const refused = { problem: "photo.not-readable" };

test("a JPEG that goes over the picture more often than any camera writes it is not drawn, however small it is", async () => {
  expect(await reencodePhoto(manyScans(31))).toMatchObject(kept);
  expect(await reencodePhoto(manyScans(32))).toEqual(refused);
  const progressive = await picture().resize(400, 200).jpeg({ progressive: true }).toBuffer();
  expect(scansOf(progressive, 64)).toBeGreaterThan(5);
  expect(await reencodePhoto(progressive)).toMatchObject({ photo: { width: 400, height: 200 } });
  expect([scansOf(await picture().jpeg().toBuffer(), 64), scansOf(progressive.subarray(0, 30), 64)]).toEqual([1, 0]);
  // A decoder that has lost its place skips these markers alone: nothing hides behind a length that they would name.
  const [hides, behind] = [manyScans(0), manyScans(70)];
  const hidden = Buffer.concat([hides.subarray(0, -2), Buffer.from([0xff, 0x02, 0xff, 0xff]), behind.subarray(2)]);
  expect(scansOf(hidden, 64)).toBeGreaterThan(64);
  expect(await reencodePhoto(hidden)).toEqual(refused);
  // Phones keep a second picture, or a film, behind the first; and to a PNG these bytes mean something else.
  const film = Buffer.concat([await picture().jpeg().toBuffer(), Buffer.alloc(400, Buffer.from([0xff, 0xda, 0, 2]))]);
  expect(await reencodePhoto(film)).toMatchObject(kept);
  const png = Buffer.concat([await picture().png().toBuffer(), Buffer.alloc(400, Buffer.from([0xff, 0xda, 0, 2]))]);
  expect(await reencodePhoto(png)).toMatchObject(kept);
});

test("of the ways to code a JPEG only those that cameras use are drawn", async () => {
  const codedAs = (frame: number) => {
    const jpeg = manyScans(0);
    jpeg[jpeg.indexOf(Buffer.from([0xff, 0xc2])) + 1] = frame;
    return jpeg;
  };
  for (const frame of [0xc0, 0xc1, 0xc2]) expect(await reencodePhoto(codedAs(frame))).toMatchObject(kept);
  for (const frame of [0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])
    expect([frame, await reencodePhoto(codedAs(frame))]).toEqual([frame, refused]);
});

test("every frame is looked at, and no table is taken for one", () => {
  const segment = (marker: number) => Buffer.from([0xff, marker, 0, 2]);
  const begin = Buffer.from([0xff, 0xd8]);
  expect(isCodedByCameras(Buffer.concat([begin, segment(0xc4), segment(0xc0), segment(0xcc)]))).toBe(true);
  expect(isCodedByCameras(Buffer.concat([begin, segment(0xc0), segment(0xc9)]))).toBe(false);
});

test.each([1, 2, 3, 4])("%i bytes of filling before a marker hide it from nobody", (filling) => {
  const filled = (marker: number) => Buffer.from([...Array<number>(filling).fill(0xff), 0xff, marker, 0, 2]);
  const begin = Buffer.from([0xff, 0xd8]);
  expect(scansOf(Buffer.concat([begin, ...Array<Buffer>(40).fill(filled(0xda))]), 64)).toBe(40);
  expect(isCodedByCameras(Buffer.concat([begin, filled(0xc9)]))).toBe(false);
});
