import { longestSide } from "#duty/grammar/limits.ts";
import { declaredSize } from "./declared-size.ts";

const quality = 0.82;

/** Pixels that a phone may have to unfold to draw one photo smaller, of four bytes each: cameras write up to 50 million. */
const mostPixelsDrawn = 64_000_000;

/** Why a file is no photo that is made smaller here: the code of the sentence that people read. */
export class PhotoUnusable extends Error {
  readonly code: "photo.unreadable" | "photo.too-many-pixels";

  constructor(code: PhotoUnusable["code"], options?: ErrorOptions) {
    super(code, options);
    this.name = "PhotoUnusable";
    this.code = code;
  }
}

/**
 * Makes a photo small enough to send. Nothing is drawn before the file has said how large it is.
 * @throws PhotoUnusable where it is no picture that this browser can read, or too large a one
 */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const size = declaredSize(new Uint8Array(await file.arrayBuffer()));
  if (!size) throw new PhotoUnusable("photo.unreadable");
  if (size.width * size.height > mostPixelsDrawn) throw new PhotoUnusable("photo.too-many-pixels");
  try {
    return await drawnSmaller(file);
  } catch (cause) {
    throw new PhotoUnusable("photo.unreadable", { cause });
  }
}

async function drawnSmaller(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return await new Promise((keep, fail) => {
    canvas.toBlob(
      (blob) => (blob ? keep(blob) : fail(new Error("the browser could not write the photo"))),
      "image/jpeg",
      quality,
    );
  });
}
