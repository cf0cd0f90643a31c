/*
 * How many pixels a picture says that it has, read off its first bytes: of a few kilobytes a browser may be made to unfold gigabytes, so it is asked
 * before anything is drawn. JPEG: ITU-T T.81, B.2.2. PNG: ISO/IEC 15948, 11.2.2. WebP: RFC 9649. GIF: GIF89a, 18. HEIC and AVIF: ISO/IEC 23008-12, 6.5.3.
 */

export interface DeclaredSize {
  readonly width: number;
  readonly height: number;
}

/** Undefined where it begins like no picture of these kinds, or ends before it has said its size. */
export function declaredSize(bytes: Uint8Array): DeclaredSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = begins(view, 0, "\xff\xd8")
    ? ofJpeg(view)
    : begins(view, 0, "\x89PNG\r\n\x1a\n")
      ? sizeAt(view, 24, () => [view.getUint32(16), view.getUint32(20)])
      : begins(view, 0, "GIF8")
        ? sizeAt(view, 10, () => [view.getUint16(6, true), view.getUint16(8, true)])
        : begins(view, 0, "RIFF") && begins(view, 8, "WEBP")
          ? ofWebp(view)
          : begins(view, 4, "ftyp")
            ? ofItems(view)
            : undefined;
  return size && size.width > 0 && size.height > 0 ? size : undefined;
}

function begins(view: DataView, at: number, text: string): boolean {
  if (at + text.length > view.byteLength) return false;
  return [...text].every((character, index) => view.getUint8(at + index) === character.charCodeAt(0));
}

/** `needs`: how many bytes must be there. */
function sizeAt(view: DataView, needs: number, read: () => readonly [number, number]): DeclaredSize | undefined {
  if (view.byteLength < needs) return undefined;
  const [width, height] = read();
  return { width, height };
}

/** Markers from C0 to CF begin a frame, but for tables (C4, CC) and a place that is kept free (C8). */
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc]);

function ofJpeg(view: DataView): DeclaredSize | undefined {
  let at = 2;
  while (at + 4 <= view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    // Filling, and what stands alone.
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker))
      return sizeAt(view, at + 9, () => [view.getUint16(at + 7), view.getUint16(at + 5)]);
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function ofWebp(view: DataView): DeclaredSize | undefined {
  const bits24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  if (begins(view, 12, "VP8X")) return sizeAt(view, 30, () => [bits24(24) + 1, bits24(27) + 1]);
  if (begins(view, 12, "VP8 "))
    return sizeAt(view, 30, () => [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff]);
  if (!begins(view, 12, "VP8L")) return undefined;
  return sizeAt(view, 25, () => {
    const bits = view.getUint32(21, true);
    return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
  });
}

/** A picture may be put together of tiles and bring a small one of itself: the largest is taken, whichever box it stands in. */
function ofItems(view: DataView): DeclaredSize | undefined {
  let largest: DeclaredSize | undefined;
  const last = Math.min(view.byteLength - 16, longestMeta);
  for (let at = 8; at <= last; at += 1) {
    if (!begins(view, at, "ispe")) continue;
    const size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (!largest || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

/** Bytes at whose end the boxes that tell of the picture are over. */
const longestMeta = 256 * 1024;
