import { longestSide } from "#duty/grammar/limits.ts";

const quality = 0.82;

/** Makes a photo small enough to send. Throws where the file is no picture that this browser can read. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
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
