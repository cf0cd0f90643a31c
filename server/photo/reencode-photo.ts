import { hash } from "node:crypto";
import sharp from "sharp";
import { longestSide } from "#duty/grammar/limits.ts";
import { scansOf } from "./jpeg-scans.ts";

/** Bytes of an upload that are still looked at; phones shrink before they send. */
export const largestUpload = 12 * 1024 * 1024;
/** Pixels, so that a small file cannot unfold into all of the memory. Cameras of phones write JPEG, of 12 million pixels as they are sold. */
const mostPixels = 40_000_000;
/** Whatever is no JPEG was drawn on a screen, of 3840 × 2160 at most; of such a file 1 KB can cost seconds. */
const mostPixelsOfScreen = 3840 * 2160;

/** Cameras and programs write a dozen at most; of 40 million pixels each takes some 10 ms. */
const mostScans = 64;

/** A photo as it is kept. Its name is the SHA-256 of its bytes. */
export interface ReencodedPhoto {
  readonly hash: string;
  readonly mediaType: "image/jpeg";
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** Why an upload is not kept: the code of the sentence that people read. */
export type PhotoRefusal = "photo.too-large" | "photo.not-a-photo" | "photo.not-readable";

/**
 * Draws an upload anew: turned upright, made smaller, and rid of everything that is not picture (place, device, hidden files). Whatever
 * the sender called it, only what begins like a JPEG, PNG, WebP or AVIF is opened at all.
 */
export async function reencodePhoto(
  upload: Uint8Array,
): Promise<{ readonly photo: ReencodedPhoto } | { readonly problem: PhotoRefusal }> {
  if (upload.length > largestUpload) return { problem: "photo.too-large" };
  const limitInputPixels = pixelsAllowed(upload);
  if (limitInputPixels === undefined) return { problem: "photo.not-a-photo" };
  if (isJpeg(upload) && scansOf(upload, mostScans) > mostScans) return { problem: "photo.not-readable" };
  try {
    const { data, info } = await sharp(upload, { limitInputPixels, failOn: "error", pages: 1 })
      .autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality: 80 })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    return { photo: { hash: hash("sha256", data, "hex"), mediaType: "image/jpeg", width, height, bytes: data } };
  } catch {
    return { problem: "photo.not-readable" }; // damaged, or more pixels than anybody needs
  }
}

function isJpeg([first, second, third]: Uint8Array): boolean {
  return first === 0xff && second === 0xd8 && third === 0xff;
}

/** By how it begins; undefined of what begins like no photo. */
function pixelsAllowed(upload: Uint8Array): number | undefined {
  const head = Buffer.from(upload.subarray(0, 12)).toString("latin1");
  if (isJpeg(upload)) return mostPixels;
  const isPng = head.startsWith("\x89PNG\r\n\x1a\n");
  const isWebp = head.startsWith("RIFF") && head.endsWith("WEBP");
  const isAvif = head.slice(4) === "ftypavif";
  return isPng || isWebp || isAvif ? mostPixelsOfScreen : undefined;
}
