import { hash } from "node:crypto";
import { longestSide } from "#duty/grammar/limits.ts";
import { drawApart } from "./draw-apart.ts";
import { isCodedByCameras, scansOf } from "./jpeg-frame.ts";

/** Bytes of an upload that are still looked at; phones shrink before they send. */
export const largestUpload = 12 * 1024 * 1024;
/** Bytes of an AVIF: each costs many times what one of another file does, and a screen takes some hundred thousand. */
export const largestScreenshot = 3 * 1024 * 1024;
/** Pixels, so that a small file cannot unfold into all of the memory. Cameras of phones write JPEG, of 12 million pixels as they are sold. */
const mostPixels = 40_000_000;
/** Whatever is no JPEG was drawn on a screen, of 3840 × 2160 at most; of such a file 1 KB can cost seconds. */
const mostPixelsOfScreen = 3840 * 2160;
/** Pixels of one side: a decoder may take memory or time by the row, however few pixels there are. */
const longestInput = 16_384;
/** Cameras and programs write a dozen at most; of 40 million pixels each takes some 10 ms. */
const mostScans = 32;
/** Of the processor, for one drawing: what is honest takes a second at most. */
export const longestDrawing = 8_000;
/** Of the process that draws: 40 million pixels, sharpened step by step and turned upright, take some 500. */
export const mostMegabytes = 800;

/** A photo as it is kept. Its name is the SHA-256 of its bytes. */
export interface ReencodedPhoto {
  readonly hash: string;
  readonly mediaType: "image/jpeg";
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

/** Why an upload is not kept: the code of the sentence that people read. */
export type PhotoRefusal = "photo.too-large" | "photo.not-a-photo" | "photo.not-readable" | "photo.too-costly";

export type PhotoResult = { readonly photo: ReencodedPhoto } | { readonly problem: PhotoRefusal };

interface Patience {
  /** Says that nobody waits for the photo any more. */
  readonly signal?: AbortSignal;
  readonly milliseconds?: number;
  readonly megabytes?: number;
}

/**
 * Draws an upload anew: turned upright, made smaller, and rid of everything that is not picture (place, device, hidden files). Whatever
 * the sender called it, only what begins like a JPEG, PNG, WebP or AVIF is opened at all. Undefined where `signal` ended it; it is over then.
 */
export async function reencodePhoto(
  upload: Uint8Array,
  { signal, milliseconds = longestDrawing, megabytes = mostMegabytes }: Patience = {},
): Promise<PhotoResult | undefined> {
  const kind = kindOf(upload);
  if (upload.length > (kind === "avif" ? largestScreenshot : largestUpload)) return { problem: "photo.too-large" };
  if (kind === undefined) return { problem: "photo.not-a-photo" };
  if (kind === "jpeg" && isUnusual(upload)) return { problem: "photo.not-readable" };
  const pixels = kind === "jpeg" ? mostPixels : mostPixelsOfScreen;
  const order = { mostPixels: pixels, longestInput, longestSide, milliseconds, megabytes };
  const drawn = await drawApart(upload, order, signal);
  if (drawn === "left") return undefined;
  if (drawn === "unreadable") return { problem: "photo.not-readable" };
  if (drawn === "too-costly") return { problem: "photo.too-costly" };
  return { photo: { hash: hash("sha256", drawn.bytes, "hex"), mediaType: "image/jpeg", ...drawn } };
}

function isUnusual(jpeg: Uint8Array): boolean {
  return !isCodedByCameras(jpeg) || scansOf(jpeg, mostScans) > mostScans;
}

/** By how it begins; undefined of what begins like no photo. */
function kindOf(upload: Uint8Array): "jpeg" | "png" | "webp" | "avif" | undefined {
  const head = Buffer.from(upload.subarray(0, 12)).toString("latin1");
  if (head.startsWith("\xff\xd8\xff")) return "jpeg";
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (head.startsWith("RIFF") && head.endsWith("WEBP")) return "webp";
  return head.slice(4) === "ftypavif" ? "avif" : undefined;
}
