/**
 * How often a JPEG goes over the whole picture (ITU-T T.81, B.1.1): a progressive one sharpens it each time, and each time costs as much as its
 * pixels, however few bytes it takes. Counted without reading the picture; more than `most` are not counted, nor what a phone keeps behind its end.
 */
export function scansOf(jpeg: Uint8Array, most: number): number {
  let scans = 0;
  for (const marker of markersOf(jpeg)) {
    if (marker === START_OF_SCAN) scans += 1;
    if (scans > most) break;
  }
  return scans;
}

/**
 * Whether it is coded as cameras do, at once or progressively, by Huffman's code (T.81, table B.1). Arithmetic coding, which a decoder knows too and
 * which no camera writes, costs many times as much; so may what goes without loss or by differences.
 */
export function isCodedByCameras(jpeg: Uint8Array): boolean {
  for (const marker of markersOf(jpeg)) if (OTHER_FRAMES.has(marker)) return false;
  return true;
}

const MARK = 0xff;
const START_OF_SCAN = 0xda;
const END = 0xd9;
/** Markers below name no length that a decoder would follow. */
const FIRST_LONG = 0xc0;
/** Of the frames, SOF3 to SOF15; among their numbers stand tables (C4, CC) and a place that is kept free (C8). */
const OTHER_FRAMES = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/** The markers that are no filling, up to the end of the first picture. */
function* markersOf(jpeg: Uint8Array): Generator<number> {
  const bytes = Buffer.from(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = bytes.indexOf(MARK); at >= 0; at = bytes.indexOf(MARK, at)) {
    const marker = bytes[at + 1];
    if (marker === END || marker === undefined) return;
    yield marker;
    // Of filling each byte may be the one before the marker.
    at += marker === MARK ? 1 : isAlone(marker) ? 2 : 2 + lengthAt(bytes, at + 2);
  }
}

/** What has no length behind it: filling, a byte of the picture that looks like a marker, a restart, or the beginning of the file. */
function isAlone(marker: number): boolean {
  return marker < FIRST_LONG || marker === MARK || (marker >= 0xd0 && marker <= 0xd8);
}

/** Of a segment, its own two bytes included; where the file ends before, there is nothing more to look for. */
function lengthAt(bytes: Buffer, at: number): number {
  return at + 2 <= bytes.length ? bytes.readUInt16BE(at) : bytes.length;
}
