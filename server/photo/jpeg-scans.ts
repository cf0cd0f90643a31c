/**
 * How often a JPEG goes over the whole picture (ITU-T T.81, B.1.1): a progressive one sharpens it each time, and each time costs as much as its
 * pixels, however few bytes it takes. Counted without reading the picture; more than `most` are not counted, nor what a phone keeps behind its end.
 */
export function scansOf(jpeg: Uint8Array, most: number): number {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let scans = 0;
  for (let at = bytes.indexOf(MARK); at >= 0 && scans <= most; at = bytes.indexOf(MARK, at)) {
    const marker = bytes[at + 1];
    if (marker === END) break;
    if (marker === START_OF_SCAN) scans += 1;
    at += isAlone(marker) ? 2 : 2 + lengthAt(bytes, at + 2);
  }
  return scans;
}

const MARK = 0xff;
const START_OF_SCAN = 0xda;
const END = 0xd9;
/** Markers below name no length that a decoder would follow. */
const FIRST_LONG = 0xc0;

/** What has no length behind it: filling, a byte of the picture that looks like a marker, a restart, or the beginning of the file. */
function isAlone(marker: number | undefined): boolean {
  return marker === undefined || marker < FIRST_LONG || marker === MARK || (marker >= 0xd0 && marker <= 0xd8);
}

/** Of a segment, its own two bytes included; where the file ends before, there is nothing more to look for. */
function lengthAt(bytes: Buffer, at: number): number {
  return at + 2 <= bytes.length ? bytes.readUInt16BE(at) : bytes.length;
}
